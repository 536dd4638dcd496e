"""What the arguments of the function are in which a flow is made."""

from collections.abc import Iterator

import libcst as cst

from .findings import Findings
from .module import Module
from .names import dotted
from .recipes import Recipe
from .syntax import names_in, simple_statements
from .walking import look


def argument_lines(
    module: Module,
    recipe: Recipe,
    needed: set[str],
    carried: frozenset[str],
    findings: Findings,
) -> Iterator[cst.CSTNode]:
    """A statement for each parameter of the function that the flow's lines need.

    Its value is what the file calls the function with, if the script can know that,
    else the default.
    """
    if recipe.function is None:
        return
    given = dict(_given(module, recipe.function))
    for param in _parameters(recipe.function):
        name = param.name.value
        if name not in needed:
            continue
        value = given.get(name)
        if value is None or not names_in(value).keys() <= carried:
            value = param.default
        if value is None:
            message = f"the flow is built with {name}, which no default gives"
            help = f"give {name} a default, or make it a Parameter of the flow"
            findings.say("FLC310", message, param.name, help=help)
        else:
            yield cst.Assign([cst.AssignTarget(cst.Name(name))], value)


def _parameters(function: cst.FunctionDef) -> list[cst.Param]:
    return [*function.params.params, *function.params.kwonly_params]


def _given(
    module: Module, function: cst.FunctionDef
) -> Iterator[tuple[str, cst.BaseExpression]]:
    """What the first call of the function in the file gives it, by parameter."""
    finder = _Call(function.name.value)
    for node in simple_statements(module.statements):
        if node is not function:
            look(node, finder)
    names = [param.name.value for param in _parameters(function)]
    for place, arg in enumerate(finder.found.args if finder.found else ()):
        if arg.keyword is not None:
            yield arg.keyword.value, arg.value
        elif not arg.star and place < len(names):
            yield names[place], arg.value


class _Call(cst.CSTVisitor):
    def __init__(self, name: str) -> None:
        self.name = name
        self.found: cst.Call | None = None

    def visit_Call(self, node: cst.Call) -> None:
        if dotted(node.func) == self.name and self.found is None:
            self.found = node
