"""Finds every flow that a file makes, and the statements that make it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import libcst as cst

from .expressions import value_of
from .makers import Makers, Making
from .methods import uncalled_calls
from .module import FlowBlock, Module
from .syntax import body_of, names_in, simple_statements, text_of
from .walking import walk

Line = cst.CSTNode


@dataclass(frozen=True)
class Recipe:
    """One flow: its variable, the expression that makes it, the code around that.

    `lines` are the statements of the scope that it is made in, in the order in which
    they run, and `place` the number of the one that makes it. `function` is the
    function that this scope belongs to, None for the module's own. `block` is set
    where the flow is one plain `with` block at module level. `made` tells that `call`
    is one of Flow or a subclass, and not a flow that other code has made, `plain` that
    it is one of Flow itself. `origin` is where the file makes the flow, if flowc wrote
    the line itself. `anywhere` tells that only the program knows how to have the flow,
    and `uncalled` that flowc calls what makes it.
    """

    variable: str
    call: cst.BaseExpression
    lines: tuple[Line, ...]
    place: int
    function: cst.FunctionDef | None = None
    block: FlowBlock | None = None
    made: bool = True
    plain: bool = True
    origin: cst.CSTNode | None = None
    anywhere: bool = False
    uncalled: bool = False


def recipes_of(module: Module) -> tuple[Recipe, ...]:
    """Every flow of a file and of the modules that it carries."""
    makers = Makers(module)
    lines = tuple(_lines(module.statements))
    found = list(_of_scope(lines, makers, module, None))
    return tuple(found or _of_functions(makers, module))


def own_recipes_of(module: Module) -> tuple[Recipe, ...]:
    """The flows that a file is compiled for: its own, of module level, else those of
    its functions; else those of other modules that it speaks of."""
    makers = Makers(module)
    lines = tuple(_lines(module.statements))
    every = _of_scope(lines, makers, module, None)
    own = [each for each in every if module.is_own(each.lines[each.place])]
    if own:
        return tuple(own)
    spoken = {
        name
        for line in lines
        if module.is_own(line) and not isinstance(line, cst.FunctionDef)
        for name in names_in(line)
    }
    inner = _of_functions(makers, module)
    inner = inner or [each for each in every if each.variable in spoken]
    return tuple(inner or anywhere(module))


def anywhere(module: Module) -> Iterator[Recipe]:
    """The first flow that is made in a place of which only the program knows."""
    makers = Makers(module)
    for statement in filter(module.is_own, module.statements):
        for node in walk(statement):
            if isinstance(node, cst.Call) and makers.makes(node):
                flow = Recipe("flow", node, (statement,), 0, origin=statement)
                yield replace(flow, anywhere=True)
                return


def _of_functions(makers: Makers, module: Module) -> list[Recipe]:
    """The flows that functions of the file make."""
    found: list[Recipe] = []
    for name in sorted(makers.inner - makers.factories):
        function = makers.functions[name]
        if module.is_own(function):
            body = tuple(simple_statements(body_of(function)))
            found += _of_scope(body, makers, module, function)
    uncalled = [*_uncalled(makers), *uncalled_methods(makers)]
    return found or [each for each in uncalled if _is_of_file(each, module)]


def _is_of_file(recipe: Recipe, module: Module) -> bool:
    return recipe.origin is None or module.is_own(recipe.origin)


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
        for making in one_by_variable(makers.in_line(line)):
            variable = making.variable or f"flow_{len(found) + 1}"
            block = by_call.get(making.call)  # type: ignore[call-overload]
            recipe = Recipe(variable, making.call, lines, place, function, block)
            plain = makers.plain(making.call)
            recipe = replace(recipe, made=making.made, plain=plain)
            found.append(replace(recipe, origin=line) if making.run else recipe)
    return found


def is_main_guard(node: cst.CSTNode) -> bool:
    """Whether a statement is `if __name__ == "__main__":`."""
    return isinstance(node, cst.If) and "__name__" in names_in(node.test)


def one_by_variable(makings: list[Making]) -> list[Making]:
    """What a statement makes; of several flows that it gives one variable, under a
    condition, only the script will know which it is."""
    found: dict[str, Making] = {}
    for number, making in enumerate(makings):
        name = making.variable or str(number)
        again = name in found
        found[name] = replace(making, made=False) if again else making
    return list(found.values())


def _uncalled(makers: Makers) -> Iterator[Recipe]:
    """Functions that return flows and that the file itself never calls."""
    for name in sorted(makers.factories):
        function = makers.functions[name]
        if any(p.default is None for p in function.params.params):
            continue
        call = cst.parse_expression(f"{name}()")
        line = cst.Assign([cst.AssignTarget(cst.Name("flow"))], call)
        made = Recipe("flow", call, (line,), 0, made=False, origin=function)
        yield replace(made, uncalled=True)


def uncalled_methods(makers: Makers) -> Iterator[Recipe]:
    """Methods that return flows, of classes that need nothing to make an object."""
    for method, text in uncalled_calls(makers):
        call = cst.parse_expression(text)
        line = cst.Assign([cst.AssignTarget(cst.Name("flow"))], call)
        made = Recipe("flow", call, (line,), 0, made=False, origin=method)
        yield replace(made, uncalled=True)


def name_of(block: Recipe) -> str | None:
    """The flow's name where the file says it as a literal."""
    argument = name_argument(block)
    value = value_of(argument) if argument is not None else None
    return value if isinstance(value, str) else None


def name_argument(block: Recipe) -> cst.BaseExpression | None:
    """What gives the flow its name: the first argument of `Flow(...)`, or `name=`."""
    args = block.call.args if isinstance(block.call, cst.Call) else ()
    for place, arg in enumerate(args):
        if arg.keyword is None and place == 0 and not arg.star:
            return arg.value
        if arg.keyword is not None and arg.keyword.value == "name":
            return arg.value
    return None


def label(block: Recipe) -> str:
    """The flow as a message shows it: its variable, and its name; of one that nothing
    calls, the call."""
    if block.uncalled:
        return text_of(block.call)
    name = name_of(block)
    return f"{block.variable} ({name!r})" if name else block.variable
