"""Refuses secrets that are read while a flow is built, as Prefect does."""

from collections.abc import Iterable, Iterator

import libcst as cst

from .findings import Findings
from .names import Names
from .stand_ins import STAND_INS
from .walking import parts_of, walk

# What may not run where it stands.
_MAYBE = (
    cst.FunctionDef,
    cst.Lambda,
    cst.ClassDef,
    cst.If,
    cst.IfExp,
    cst.BooleanOperation,
    cst.Try,
    cst.For,
    cst.While,
    cst.Match,
)
_READING = {"Secret": "get", "PrefectSecret": "run"}


def say_secrets(lines: Iterable[cst.CSTNode], names: Names, findings: Findings) -> None:
    """Say each secret that the blocks of flows among some statements surely read.

    Where only the run can tell whether one is read, the runtime refuses it.
    """
    for block in (node for line in lines for node in walk(line)):
        if not isinstance(block, cst.With) or not _makes_flow(block, names):
            continue
        for call in _sure_calls(block.body):
            if _reads(call, names):
                message = "a secret is read while the flow is built: Prefect refuses it"
                help = (
                    'give the task PrefectSecret("X"), or read the secret in the task'
                )
                findings.say("FLC313", message, call, help=help)


def _makes_flow(block: cst.With, names: Names) -> bool:
    calls = [each.item for each in block.items if isinstance(each.item, cst.Call)]
    return any(names.symbol(call.func) == "Flow" for call in calls)


def _sure_calls(node: cst.CSTNode) -> Iterator[cst.Call]:
    """The calls of some code that run whenever it does."""
    if isinstance(node, cst.Call):
        yield node
    for part in parts_of(node):
        if not isinstance(part, _MAYBE):
            yield from _sure_calls(part)


def _reads(call: cst.Call, names: Names) -> bool:
    """Whether this is `Secret("X").get()` or `PrefectSecret("X").run()`."""
    func = call.func
    if not isinstance(func, cst.Attribute) or not isinstance(func.value, cst.Call):
        return False
    kind = STAND_INS.get(names.path(func.value.func) or "")
    return _READING.get(kind or "") == func.attr.value
