"""A flow as a Graphviz digraph."""

import itertools
from collections.abc import Iterator

from .drawing import Arrow, Box, Frame, arrows, parts
from .flow import Flow
from .labels import one_line, title

_SHAPES = {
    "once": "box",
    "mapped": "box3d",
    "parameter": "parallelogram",
    "constant": "plaintext",
}


def dot(flow: Flow) -> str:
    """The digraph: mapped tasks are deep boxes; loops, functions, kernels
    are frames."""
    lines = [f"  {line}" for line in _lines(flow)]
    return "\n".join([f"digraph {safe(one_line(title(flow)))} {{", *lines, "}"]) + "\n"


def _lines(flow: Flow) -> Iterator[str]:
    numbers = itertools.count(1)
    for part in parts(flow):
        yield from _part(part, numbers)
    yield from map(_arrow, arrows(flow))


def _part(part: Box | Frame, numbers: Iterator[int]) -> Iterator[str]:
    if isinstance(part, Box):
        yield _box(part)
        return
    yield f"subgraph cluster_{next(numbers)} {{"
    yield f"  label={safe(part.label)};"
    for each in part.parts:
        yield from (f"  {line}" for line in _part(each, numbers))
    yield "}"


def _box(box: Box) -> str:
    return f"n{box.node} [label={safe(box.label)}, shape={_SHAPES[box.shape]}];"


def _arrow(arrow: Arrow) -> str:
    said = [f"label={safe(arrow.label)}"] if arrow.label else []
    said += ["style=dashed"] if arrow.waits else []
    given = f" [{', '.join(said)}]" if said else ""
    return f"n{arrow.tail} -> n{arrow.head}{given};"


def safe(label: str) -> str:
    """A quoted string of Graphviz's, without its escapes."""
    plain = label.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
