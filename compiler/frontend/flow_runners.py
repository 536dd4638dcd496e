"""Reads `FlowRunner(flow).run(...)` as what it does: `flow.run(...)`, once."""

import libcst as cst

from .flow_classes import replaced
from .names import Names
from .syntax import text_of
from .walking import walk

_RUNNER = "FlowRunner"
# A run keeps the states of all tasks, not only of those that it is asked for.
_NEEDLESS = "return_tasks"


def with_runs_of_flows(tree: cst.Module, names: Names) -> cst.Module:
    """A module in which flows are run by themselves, not by a runner made for them.

    A runner does not wait for the flow's schedule. What spans several lines stays.
    """
    if not any(path.endswith(_RUNNER) for path in names.paths.values()):
        return tree
    found: dict[cst.CSTNode, cst.CSTNode] = {}
    for node in walk(tree):
        if isinstance(node, cst.Call) and "\n" not in text_of(node):
            flow = _flow_of(node.func, names)
            if flow is not None:
                found[node] = _run(flow, node)
    return replaced(tree, found)


def _flow_of(function: cst.BaseExpression, names: Names) -> cst.BaseExpression | None:
    """The flow of `FlowRunner(flow).run`, None for anything else."""
    if not isinstance(function, cst.Attribute) or function.attr.value != "run":
        return None
    made = function.value
    if not isinstance(made, cst.Call) or len(made.args) != 1:
        return None
    path = names.path(made.func) or ""
    return made.args[0].value if path.endswith(f".{_RUNNER}") else None


def _run(flow: cst.BaseExpression, call: cst.Call) -> cst.Call:
    kept = [
        arg
        for arg in call.args
        if arg.keyword is not None and arg.keyword.value != _NEEDLESS
    ]
    once = cst.Arg(cst.Name("False"), keyword=cst.Name("run_on_schedule"))
    plain = [arg.with_changes(comma=cst.MaybeSentinel.DEFAULT) for arg in kept]
    return cst.Call(cst.Attribute(flow, cst.Name("run")), [*plain, once])
