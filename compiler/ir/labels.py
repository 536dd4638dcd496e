"""Short texts for the parts of the IR, shared by everything that prints a flow."""

import json
import re

from ..diagnostics.excerpt import printable
from .expr import Expr
from .extent import Extent
from .flow import (
    Action,
    Collection,
    Compare,
    Constant,
    Data,
    Edge,
    Flow,
    Merge,
    Node,
    Operator,
    ParameterRead,
    TaskCall,
)

LONGEST = 120


def one_line(text: str, longest: int = LONGEST) -> str:
    """Source text on one line of visible characters, cut behind `longest` of them."""
    shown = printable(re.sub(r"\s*\n\s*", " ", text.strip()))
    return shown if len(shown) <= longest else shown[: longest - 3] + "..."


def quoted(text: str) -> str:
    """A name in double quotes, on one line, whatever is in it."""
    return f'"{one_line(json.dumps(text, ensure_ascii=False)[1:-1])}"'


def title(flow: Flow) -> str:
    """The flow's name where the compiler knows it, else the expression."""
    name = flow.name.value
    return name if isinstance(name, str) else flow.name.text


def named(flow: Flow) -> str:
    """The flow's name in quotes, or the expression that will make it."""
    known = isinstance(flow.name.value, str)
    return quoted(title(flow)) if known else f"({one_line(flow.name.text)})"


def slug(node: Node) -> str:
    """A node's slug in quotes; its name, or the expression of that, where the script
    makes the slug."""
    if node.slug.text is not None:
        return quoted(node.slug.text)
    name = node.slug.name.value
    return (
        quoted(name) if isinstance(name, str) else f"({one_line(node.slug.name.text)})"
    )


def extent_of(flow: Flow, extent: Extent) -> str:
    """An extent in the words of the source: for `%3` what the result is called."""
    text = re.sub(r" in run \d+", "", str(extent))
    return re.sub(r"%(\d+)", lambda found: flow.nodes[int(found[1])].label, text)


def operand(edge: Edge) -> str:
    """What an edge comes from: `%3`, or an expression."""
    if isinstance(edge.source, Expr):
        return one_line(edge.source.text)
    return f"%{edge.source.node}"


def given(edge: Edge) -> str:
    """An edge as an argument, `x: each %3`, or as what is waited for, `each %3`.

    A result that is no argument is not said to be taken whole, nor is an expression.
    """
    if not isinstance(edge.kind, Data):
        return f"each {operand(edge)}" if edge.each else operand(edge)
    spread = "" if isinstance(edge.source, Expr) else f"{edge.spread.value} "
    return f"{edge.kind.key}: {spread}{operand(edge)}"


def verb(action: Action) -> str:
    """What a node does, without its arguments."""
    if isinstance(action, TaskCall):
        return f"call {action.function}"
    if isinstance(action, Collection):
        return f"collect {action.kind}"
    if isinstance(action, Compare):
        return f"compare {one_line(action.value.text)}"
    if isinstance(action, Merge):
        return "merge"
    if isinstance(action, Operator):
        return action.kind
    if isinstance(action, Constant):
        return f"constant {one_line(action.value.text)}"
    return parameter(action)


def parameter(action: ParameterRead) -> str:
    found = [f"parameter {one_line(action.parameter.text)}"]
    if action.default is not None:
        found.append(f"default {one_line(action.default.text)}")
    if action.required is not None:
        found.append(f"required {one_line(action.required.text)}")
    return ", ".join(found)
