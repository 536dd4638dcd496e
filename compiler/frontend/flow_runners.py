"""Reads `FlowRunner(flow).run(...)` as what it does: `flow.run(...)`, once."""

from collections.abc import Iterator, Mapping

import libcst as cst

from .flow_classes import replaced
from .names import Names
from .syntax import assigned, text_of
from .walking import walk

_RUNNER = ".FlowRunner"
# A run keeps the states of all tasks, not only of those that it is asked for.
_NEEDLESS = "return_tasks"


def with_runs_of_flows(tree: cst.Module, names: Names) -> cst.Module:
    """A module in which flows are run by themselves, not by a runner made for them,
    kept in a variable or not.

    A runner does not wait for the flow's schedule.
    """
    if _RUNNER[1:] not in text_of(tree):
        return tree
    made = dict(_made(tree, names))
    kept = _kept(tree, made)
    found: dict[cst.CSTNode, cst.CSTNode] = {}
    for node in walk(tree):
        function = node.func if isinstance(node, cst.Call) else None
        if not isinstance(function, cst.Attribute) or function.attr.value != "run":
            continue
        runner = function.value
        name = runner.value if isinstance(runner, cst.Name) else ""
        flow = made.get(runner) or kept.get(name)
        if flow is not None and isinstance(node, cst.Call):
            found[node] = _run(flow, node)
            made.pop(runner, None)
    return replaced(tree, {**{k: _padded(v, k) for k, v in made.items()}, **found})


def _made(
    tree: cst.Module, names: Names
) -> Iterator[tuple[cst.CSTNode, cst.BaseExpression]]:
    """The calls `FlowRunner(flow)`, with the flow of each."""
    for node in walk(tree):
        if not isinstance(node, cst.Call) or len(node.args) != 1:
            continue
        if (names.path(node.func) or "").endswith(_RUNNER):
            yield node, node.args[0].value


def _kept(
    tree: cst.Module, made: Mapping[cst.CSTNode, cst.BaseExpression]
) -> dict[str, cst.BaseExpression]:
    """The flows of runners by the variables that hold nothing but one runner."""
    values: dict[str, list[cst.BaseExpression | None]] = {}
    for node in walk(tree):
        whole = isinstance(node, cst.SimpleStatementLine)  # its parts come too
        target, value = (None, None) if whole else assigned(node)
        if target is not None and value is not None:
            values.setdefault(target, []).append(made.get(value))
    return {n: v[0] for n, v in values.items() if len(v) == 1 and v[0] is not None}


def _run(flow: cst.BaseExpression, call: cst.Call) -> cst.Call:
    kept = [
        arg
        for arg in call.args
        if arg.keyword is not None and arg.keyword.value != _NEEDLESS
    ]
    once = cst.Arg(cst.Name("False"), keyword=cst.Name("run_on_schedule"))
    plain = [arg.with_changes(comma=cst.MaybeSentinel.DEFAULT) for arg in kept]
    run = cst.Call(cst.Attribute(flow, cst.Name("run")), [*plain, once])
    return run.with_changes(whitespace_before_args=_lines_lost(run, call))


def _padded(flow: cst.BaseExpression, call: cst.CSTNode) -> cst.BaseExpression:
    """A flow in the place of its runner, over as many lines."""
    space = _lines_lost(flow, call)
    if not isinstance(space, cst.ParenthesizedWhitespace):
        return flow
    pair = cst.LeftParen(space), cst.RightParen()
    return flow.with_changes(lpar=[pair[0]], rpar=[pair[1]])


def _lines_lost(
    new: cst.CSTNode, old: cst.CSTNode
) -> cst.BaseParenthesizableWhitespace:
    """Space over the lines that `old` has more than `new`: those below keep theirs."""
    lost = text_of(old).count("\n") - text_of(new).count("\n")
    if lost <= 0:
        return cst.SimpleWhitespace("")
    empty = [cst.EmptyLine(indent=False)] * (lost - 1)
    return cst.ParenthesizedWhitespace(empty_lines=empty)
