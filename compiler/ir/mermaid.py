"""A flow as a Mermaid flowchart."""

import itertools
import re
from collections.abc import Iterator

from .drawing import Arrow, Box, Frame, arrows, parts
from .flow import Flow
from .labels import one_line, title

_SHAPES = {
    "once": ("[", "]"),
    "mapped": ("[[", "]]"),
    "parameter": ("[/", "/]"),
    "constant": ("([", "])"),
}
# Whatever may mean something to Mermaid, to Markdown or to HTML.
_UNSAFE = re.compile(r"[^\w .,:()=+/-]")


def mermaid(flow: Flow) -> str:
    """The flowchart: mapped tasks have double sides; loops, functions, kernels are
    frames."""
    return "\n".join(["---", f"title: {_title(flow)}", "---", *_lines(flow)]) + "\n"


def _title(flow: Flow) -> str:
    """The flow's name as a YAML string."""
    plain = one_line(title(flow)).replace("\\", "\\\\")
    return '"' + plain.replace('"', '\\"') + '"'


def _lines(flow: Flow) -> Iterator[str]:
    yield "flowchart TD"
    numbers = itertools.count(1)
    for part in parts(flow):
        yield from (f"    {line}" for line in _part(part, numbers))
    yield from (f"    {_arrow(arrow)}" for arrow in arrows(flow))


def _part(part: Box | Frame, numbers: Iterator[int]) -> Iterator[str]:
    if isinstance(part, Box):
        yield _box(part)
        return
    yield f"subgraph frame_{next(numbers)}[{safe(part.label)}]"
    for each in part.parts:
        yield from (f"    {line}" for line in _part(each, numbers))
    yield "end"


def _box(box: Box) -> str:
    left, right = _SHAPES[box.shape]
    return f"n{box.node}{left}{safe(box.label)}{right}"


def _arrow(arrow: Arrow) -> str:
    line = "-.->" if arrow.waits else "-->"
    said = f"|{safe(arrow.label)}|" if arrow.label else ""
    return f"n{arrow.tail} {line}{said} n{arrow.head}"


def safe(label: str) -> str:
    """A label in quotes, with character codes for what Mermaid might read itself."""
    coded = _UNSAFE.sub(lambda found: f"#{ord(found[0])};", label)
    return f'"{coded}"'
