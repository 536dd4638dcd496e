"""Binds the arguments of a call to a task's parameters, as Python would."""

from collections.abc import Sequence

import libcst as cst

from .findings import Findings
from .module import Signature, TaskDef
from .values import Argument, Value


def bind(
    task: TaskDef, given: Sequence[Argument], call: cst.Call, findings: Findings
) -> list[tuple[str, Value]]:
    """The task's arguments by name, in the order of the call.

    A missing or unexpected argument is a finding in the words of Python's own
    TypeError, which Prefect raises when the flow is built (case 165).
    """
    signature = task.signature
    checked = not signature.flawed and not any(arg.star for arg in call.args)
    places = [a.name for a in signature.arguments if not a.keyword_only]
    bound: dict[str, Value] = {}
    for number, argument in enumerate(given):
        name = argument.keyword
        if name is None and number < len(places):
            name = places[number]
        problem = _problem(name, bound, signature)
        if signature.flawed:
            continue
        if problem or name is None:
            say = problem or "too many positional arguments"
            _refuse(task, say, argument.node, findings)
        else:
            bound[name] = argument.value
    for wanted in signature.arguments:
        if not wanted.optional and wanted.name not in bound and checked:
            _refuse(
                task, f"missing a required argument: {wanted.name!r}", call, findings
            )
    return list(bound.items())


def _problem(
    name: str | None, bound: dict[str, Value], signature: Signature
) -> str | None:
    if name in bound:
        return f"multiple values for argument {name!r}"
    known = any(argument.name == name for argument in signature.arguments)
    if name is not None and not known and not signature.any_keyword:
        return f"got an unexpected keyword argument {name!r}"
    return None


def _refuse(task: TaskDef, problem: str, node: cst.CSTNode, findings: Findings) -> None:
    notes = ((f"{task.name} is defined here", task.definition.name),)
    findings.say("FLC204", f"{task.name}: {problem}", node, notes=notes)
