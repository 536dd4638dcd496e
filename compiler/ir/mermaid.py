"""A flow as a Mermaid flowchart."""

import re
from collections.abc import Iterator

from .drawing import RECORDED, Arrow, Box, arrows, boxes, framed
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
    """The flowchart: mapped tasks have double sides, kernels are frames."""
    return "\n".join(["---", f"title: {_title(flow)}", "---", *_lines(flow)]) + "\n"


def _title(flow: Flow) -> str:
    """The flow's name as a YAML string."""
    plain = one_line(title(flow)).replace("\\", "\\\\")
    return '"' + plain.replace('"', '\\"') + '"'


def _lines(flow: Flow) -> Iterator[str]:
    yield "flowchart TD"
    if flow.recorded is not None:
        yield f'    python["{_UNSAFE.sub("", RECORDED)}"]'
    all_boxes = {box.node: box for box in boxes(flow)}
    for number, kernel in enumerate(flow.kernels, 1):
        yield f'    subgraph kernel_{number}["kernel {number}"]'
        yield from (f"        {_box(all_boxes[each])}" for each in kernel.nodes)
        yield "    end"
    inside = framed(flow)
    yield from (f"    {_box(b)}" for b in all_boxes.values() if b.node not in inside)
    yield from (f"    {_arrow(arrow)}" for arrow in arrows(flow))


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
