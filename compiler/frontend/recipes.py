"""Finds every flow that a file makes, and the statements that make it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import libcst as cst

from .makers import Makers
from .module import FlowBlock, Module
from .roles import is_main_guard
from .syntax import body_of, simple_statements

Line = cst.CSTNode


@dataclass(frozen=True)
class Recipe:
    """One flow: its variable, the expression that makes it, the code around that.

    `lines` are the statements of the scope that it is made in, in the order in which
    they run, and `place` the number of the one that makes it. `function` is the
    function that this scope belongs to, None for the module's own. `block` is set
    where the flow is one plain `with` block at module level. `made` tells that `call`
    is one of Flow itself, and not a flow that other code has made. `others` are the
    variables of the other flows of the scope. `origin` is where the file makes the
    flow, if flowc wrote the line itself.
    """

    variable: str
    call: cst.BaseExpression
    lines: tuple[Line, ...]
    place: int
    function: cst.FunctionDef | None = None
    block: FlowBlock | None = None
    made: bool = True
    others: frozenset[str] = frozenset()
    origin: cst.CSTNode | None = None


def recipes_of(module: Module) -> tuple[Recipe, ...]:
    """Every flow of a file: those of module level first, else those of functions."""
    makers = Makers(module)
    lines = tuple(_lines(module.statements))
    found = list(_of_scope(lines, makers, module, None))
    if not found:
        for name in sorted(makers.inner - makers.factories):
            function = makers.functions[name]
            body = tuple(simple_statements(body_of(function)))
            found += _of_scope(body, makers, module, function)
    if not found:
        found += _uncalled(makers)
    return tuple(found)


def _lines(statements: Sequence[cst.CSTNode]) -> Iterator[Line]:
    """The statements in the order in which a program runs them, guards opened."""
    for node in statements:
        if is_main_guard(node) and isinstance(node, cst.If):
            yield from simple_statements(body_of(node))
        else:
            yield node


def _of_scope(
    lines: tuple[Line, ...],
    makers: Makers,
    module: Module,
    function: cst.FunctionDef | None,
) -> list[Recipe]:
    """The flows that the statements of a scope make."""
    by_call = {block.call: block for block in module.blocks}
    found: list[Recipe] = []
    for place, line in enumerate(lines):
        if isinstance(line, (cst.FunctionDef, cst.ClassDef)):
            continue
        for making in makers.in_line(line):
            variable = making.variable or f"flow_{len(found) + 1}"
            block = by_call.get(making.call)  # type: ignore[call-overload]
            recipe = Recipe(variable, making.call, lines, place, function, block)
            recipe = replace(recipe, made=making.made)
            found.append(_assigned(recipe, line) if making.run else recipe)
    variables = frozenset(recipe.variable for recipe in found)
    return [replace(r, others=variables - {r.variable}) for r in found]


def _assigned(recipe: Recipe, line: Line) -> Recipe:
    """A flow that is run where it is made: a line of flowc's own gives it its name."""
    target = cst.AssignTarget(cst.Name(recipe.variable))
    own = cst.Assign([target], recipe.call)
    lines = (*recipe.lines[: recipe.place], own, *recipe.lines[recipe.place :])
    return replace(recipe, lines=lines, origin=line)


def _uncalled(makers: Makers) -> Iterator[Recipe]:
    """Functions that return flows and that the file itself never calls."""
    for name in sorted(makers.factories):
        function = makers.functions[name]
        if any(p.default is None for p in function.params.params):
            continue
        call = cst.parse_expression(f"{name}()")
        line = cst.Assign([cst.AssignTarget(cst.Name("flow"))], call)
        yield Recipe("flow", call, (line,), 0, made=False, origin=function)
