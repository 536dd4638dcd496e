"""Finds every flow that a file makes, and the statements that make it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from .module import FlowBlock, Module
from .names import Names
from .roles import is_main_guard
from .syntax import body_of, simple_statements, text_of

Line = cst.CSTNode


@dataclass(frozen=True)
class Recipe:
    """One flow: its variable, the call that makes it, the code around that.

    `lines` are the statements of the scope that it is made in, in the order in which
    they run, and `place` the number of the one that makes it. `function` is the
    function that this scope belongs to, None for the module's own. `block` is set
    where the flow is one plain `with` block at module level. `made` tells that `call`
    is one of Flow itself, and not of a function that returns a flow.
    """

    variable: str
    call: cst.Call
    lines: tuple[Line, ...]
    place: int
    function: cst.FunctionDef | None = None
    block: FlowBlock | None = None
    made: bool = True


class Makers:
    """What of a file makes flows: Flow, its subclasses, functions that return flows."""

    def __init__(self, module: Module) -> None:
        self.names = module.names
        self.classes = set(_flow_classes(module))
        functions = [s for s in module.statements if isinstance(s, cst.FunctionDef)]
        self.functions = {f.name.value: f for f in functions}
        self.inner = {name for name, f in self.functions.items() if self.within(f)}
        self.factories = {n for n in self.inner if _returns(self.functions[n])}

    def makes(self, node: cst.CSTNode | None) -> bool:
        """Whether an expression is `Flow(...)`, or a call of a subclass."""
        return isinstance(node, cst.Call) and (
            self.names.symbol(node.func) == "Flow" or text_of(node.func) in self.classes
        )

    def gives(self, node: cst.CSTNode | None) -> bool:
        """Whether an expression is a call of a function that returns a flow."""
        return isinstance(node, cst.Call) and text_of(node.func) in self.factories

    def within(self, node: cst.CSTNode) -> bool:
        """Whether code makes a flow somewhere."""
        finder = _Makings(self)
        node.visit(finder)
        return bool(finder.found)


class _Makings(cst.CSTVisitor):
    """Finds the flows that code makes, each with the variable that it is given."""

    def __init__(self, makers: Makers, deep: bool = True) -> None:
        self.makers = makers
        self.deep = deep
        self.found: list[tuple[str, cst.Call]] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return self.deep

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        return False

    def visit_With(self, node: cst.With) -> None:
        for item in node.items:
            if self.makers.makes(item.item) and isinstance(item.item, cst.Call):
                target = item.asname.name if item.asname else None
                name = target.value if isinstance(target, cst.Name) else ""
                self.found.append((name, item.item))

    def visit_Assign(self, node: cst.Assign) -> None:
        self.assigned(node.targets[0].target, node.value)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self.assigned(node.target, node.value)

    def assigned(self, target: cst.CSTNode, value: cst.CSTNode | None) -> None:
        made = self.makers.makes(value) or (
            hasattr(self.makers, "factories") and self.makers.gives(value)
        )
        if made and isinstance(value, cst.Call) and isinstance(target, cst.Name):
            self.found.append((target.value, value))

    def visit_Return(self, node: cst.Return) -> None:
        if self.makers.makes(node.value) and isinstance(node.value, cst.Call):
            self.found.append(("", node.value))


def _flow_classes(module: Module) -> Iterator[str]:
    """The classes of the file that derive from Flow, also through one another."""
    known: set[str] = set()
    for node in module.statements:
        if not isinstance(node, cst.ClassDef):
            continue
        bases = [arg.value for arg in node.bases]
        if any(
            _is_flow(base, module.names) or text_of(base) in known for base in bases
        ):
            known.add(node.name.value)
            yield node.name.value


def _is_flow(node: cst.BaseExpression, names: Names) -> bool:
    return names.symbol(node) == "Flow"


class _Returns(cst.CSTVisitor):
    def __init__(self) -> None:
        self.found = False

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return False

    def visit_Return(self, node: cst.Return) -> None:
        empty = node.value is None or text_of(node.value) == "None"
        self.found = self.found or not empty


def _returns(function: cst.FunctionDef) -> bool:
    """Whether a function returns a value."""
    finder = _Returns()
    function.body.visit(finder)
    return finder.found


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
) -> Iterator[Recipe]:
    blocks = {block.node: block for block in module.blocks}
    by_call = {block.call: block for block in module.blocks}
    number = 0
    for place, line in enumerate(lines):
        if isinstance(line, (cst.FunctionDef, cst.ClassDef)):
            continue
        finder = _Makings(makers, deep=False)
        line.visit(finder)
        for name, call in finder.found:
            number += 1
            block = by_call.get(call)
            plain = block if block is not None and block.node in blocks else None
            made = makers.makes(call)
            variable = name or f"flow_{number}"
            yield Recipe(variable, call, lines, place, function, plain, made)


def _uncalled(makers: Makers) -> Iterator[Recipe]:
    """Functions that return flows and that the file itself never calls."""
    for name in sorted(makers.factories):
        function = makers.functions[name]
        if any(p.default is None for p in function.params.params):
            continue
        call = cst.ensure_type(cst.parse_expression(f"{name}()"), cst.Call)
        target = cst.AssignTarget(cst.Name("flow"))
        line = cst.Assign([target], call)
        yield Recipe("flow", call, (line,), 0, None, None, False)
