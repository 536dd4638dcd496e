"""Checks of a map's arguments that Prefect makes when the flow is built."""

from collections.abc import Sequence

import libcst as cst

from .drafts import Draft
from .findings import Findings
from .module import TaskDef
from .syntax import text_of
from .values import Argument, Built, Unknown, Value, Whole


def check_map(
    task: TaskDef,
    draft: Draft,
    given: Sequence[Argument],
    node: cst.Call,
    findings: Findings,
) -> None:
    """Prefect refuses what has no items at a position when it builds (4)."""
    for argument in given:
        if argument.keyword is None and not _may_have_items(argument.value):
            message = f"{task.name}.map can't map over {text_of(argument.node)}"
            help = "give it a list"
            findings.say("FLC210", message, argument.node, help=help, refused=True)
            return
    broken = any(map(_is_broken, (argument.value for argument in given)))
    if not broken and not any(edge.each for edge in draft.edges):
        message = f"{task.name}.map has nothing to map over"
        help = "give it a list that is not in unmapped(...)"
        findings.say("FLC210", message, node, help=help)


def _is_broken(value: Value) -> bool:
    """Whether something of a value has been found fault with."""
    if isinstance(value, Whole):
        return _is_broken(value.value)
    return isinstance(value, Unknown)


def _may_have_items(value: Value) -> bool:
    """Whether `value[0]` may make sense of a value that is mapped over."""
    if not isinstance(value, Built):
        return True
    if isinstance(value.node, (cst.GeneratorExp, cst.SetComp)):
        return False
    known = value.expr.value
    return known is ... or hasattr(type(known), "__getitem__")
