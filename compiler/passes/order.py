"""Puts nodes behind what they depend on, as `set_upstream` may ask for."""

from dataclasses import replace

from ..ir.flow import Carried, Flow, Node, Region


def order(flow: Flow) -> Flow:
    """A stable topological order: an item moves only if it has to."""
    items = list(flow.region.items)
    by_number = {item.number: item for item in items if isinstance(item, Node)}
    placed: set[int] = set()
    ordered: list[Node | Carried] = []
    for item in items:
        if isinstance(item, Carried):
            ordered.append(item)
        else:
            for node in _needed(item, by_number, placed):
                ordered.append(node)
    return replace(flow, region=Region(tuple(ordered)))


def _needed(node: Node, by_number: dict[int, Node], placed: set[int]) -> list[Node]:
    """`node` and whatever of its upstream is not placed yet, upstream first."""
    found: list[Node] = []
    stack = [(node, False)]
    while stack:
        current, ready = stack.pop()
        if current.number in placed:
            continue
        if ready:
            placed.add(current.number)
            found.append(current)
            continue
        stack.append((current, True))
        upstream = [by_number[number] for number in current.upstream()]
        stack.extend((each, False) for each in reversed(upstream))
    return found
