"""A flow as a Graphviz digraph."""

from collections.abc import Iterator

from .drawing import RECORDED, Arrow, Box, arrows, boxes, framed
from .flow import Flow
from .labels import one_line, title

_SHAPES = {
    "once": "box",
    "mapped": "box3d",
    "parameter": "parallelogram",
    "constant": "plaintext",
}


def dot(flow: Flow) -> str:
    """The digraph: mapped tasks are deep boxes, kernels are frames."""
    lines = [f"  {line}" for line in _lines(flow)]
    return "\n".join([f"digraph {safe(one_line(title(flow)))} {{", *lines, "}"]) + "\n"


def _lines(flow: Flow) -> Iterator[str]:
    if flow.recorded is not None:
        yield f"python [label={safe(RECORDED)}, shape=note];"
    all_boxes = {box.node: box for box in boxes(flow)}
    for number, kernel in enumerate(flow.kernels, 1):
        yield f"subgraph cluster_{number} {{"
        yield f'  label="kernel {number}";'
        yield from (f"  {_box(all_boxes[each])}" for each in kernel.nodes)
        yield "}"
    inside = framed(flow)
    yield from (_box(box) for box in all_boxes.values() if box.node not in inside)
    yield from map(_arrow, arrows(flow))


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
