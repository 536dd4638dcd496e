"""What of a file makes flows: Flow, its subclasses, functions that return flows."""

from dataclasses import dataclass

import libcst as cst

from .flow_classes import is_flow_class
from .module import Module
from .names import dotted
from .syntax import names_in, target_names, text_of
from .walking import look


@dataclass(frozen=True)
class Making:
    """A flow that some code makes: its variable ("" if none), the call, whether that is
    one of Flow itself or a subclass, and whether the flow is run on the spot."""

    variable: str
    call: cst.BaseExpression
    made: bool
    run: bool = False


class Makers:
    """Judges which expressions of a file are flows.

    `flows` are the variables that hold flows, `shelves` those that hold several of
    them, in a list or a dict; `methods` are the names of methods that return flows.
    """

    def __init__(self, module: Module) -> None:
        self.names = module.inner_names
        self.flows: set[str] = set()
        self.shelves: set[str] = set()
        self.factories: set[str] = set()
        self.methods: set[str] = set()
        self.classes = module.subclasses
        functions = [s for s in module.statements if isinstance(s, cst.FunctionDef)]
        self.functions = {f.name.value: f for f in functions}
        self.inner: set[str] = set()
        self.classes_in = [s for s in module.statements if isinstance(s, cst.ClassDef)]
        methods = [m for kind in self.classes_in for m in methods_of(kind)]
        while True:
            before = (self.inner, self.methods)
            self.methods = {m.name.value for m in methods if self.within(m)}
            self.inner = {n for n, f in self.functions.items() if self.within(f)}
            returning = {n for n in self.inner if _returns(self.functions[n])}
            self.factories = returning
            if before == (self.inner, self.methods):
                return

    def makes(self, node: cst.CSTNode | None) -> bool:
        """Whether an expression is `Flow(...)`, or a call of a subclass."""
        return isinstance(node, cst.Call) and (
            is_flow_class(node.func, self.names) or text_of(node.func) in self.classes
        )

    def plain(self, node: cst.CSTNode | None) -> bool:
        """Whether an expression is a call of Flow itself."""
        named = isinstance(node, cst.Call) and text_of(node.func) in self.classes
        return self.makes(node) and not named

    def gives(self, node: cst.CSTNode | None) -> bool:
        """Whether an expression is a flow that other code has made: `build()`,
        `flow.copy()`, `deepcopy(flow)`, `flows["x"]`."""
        if isinstance(node, cst.Subscript):
            return dotted(node.value) in self.shelves
        if not isinstance(node, cst.Call):
            return False
        name = dotted(node.func)
        if (
            isinstance(node.func, cst.Attribute)
            and node.func.attr.value in self.methods
        ):
            return True
        copied = name.rpartition(".")[2] == "deepcopy" and len(node.args) == 1
        return (
            name in self.factories
            or (name.endswith(".copy") and name[: -len(".copy")] in self.flows)
            or (copied and dotted(node.args[0].value) in self.flows)
        )

    def within(self, node: cst.CSTNode) -> bool:
        """Whether code makes a flow somewhere, or has a function that makes one."""
        finder = _Makings(self, deep=True)
        look(node, finder)
        return bool(finder.found)

    def in_line(self, line: cst.CSTNode) -> list[Making]:
        """The flows that a statement makes; its variables are known from then on."""
        finder = _Makings(self, deep=False)
        look(line, finder)
        self.flows |= {each.variable for each in finder.found if each.variable}
        self.shelve(line)
        return finder.found

    def shelve(self, line: cst.CSTNode) -> None:
        """Note the variable of a list or dict of flows."""
        if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
            line = line.body[0]
        if not isinstance(line, cst.Assign) or not isinstance(line.value, _SHELVES):
            return
        if names_in(line.value).keys() & (self.factories | self.flows):
            self.shelves |= set(target_names(line.targets[0].target))

    def is_flow(self, node: cst.CSTNode) -> bool:
        return self.makes(node) or self.gives(node)


_SHELVES = (cst.List, cst.Tuple, cst.Dict, cst.ListComp, cst.DictComp)


class _Makings(cst.CSTVisitor):
    """Finds the flows that code makes; `deep` looks into functions too."""

    def __init__(self, makers: Makers, deep: bool) -> None:
        self.makers = makers
        self.deep = deep
        self.depth = 0
        self.found: list[Making] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self.depth += 1
        return self.deep or self.depth > 1

    def visit_ClassDef(self, node: cst.ClassDef) -> bool:
        return False

    def visit_With(self, node: cst.With) -> None:
        for item in node.items:
            if self.makers.makes(item.item):
                target = item.asname.name if item.asname else None
                name = target.value if isinstance(target, cst.Name) else ""
                self.found.append(Making(name, item.item, True))

    def visit_Assign(self, node: cst.Assign) -> None:
        self.assigned(node.targets[0].target, node.value)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self.assigned(node.target, node.value)

    def assigned(self, target: cst.CSTNode, value: cst.BaseExpression | None) -> None:
        if value is not None and isinstance(target, (cst.Tuple, cst.List)):
            target = self.flow_among(target, value)
        if value is None or not isinstance(target, cst.Name):
            return
        if self.makers.is_flow(value):
            made = self.makers.makes(value)
            self.found.append(Making(target.value, value, made))

    def flow_among(
        self, target: cst.Tuple | cst.List, value: cst.BaseExpression
    ) -> cst.CSTNode:
        """The variable that gets the flow of `flow, tasks = build()`."""
        if not self.makers.gives(value):
            return target
        names = [each.value for each in target.elements]
        likely = (n for n in names if isinstance(n, cst.Name) and "flow" in n.value)
        return next(likely, names[0])

    def visit_Call(self, node: cst.Call) -> None:
        func = node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "run":
            return
        if self.makers.is_flow(func.value):
            made = self.makers.makes(func.value)
            self.found.append(Making("", func.value, made, run=True))

    def visit_Return(self, node: cst.Return) -> None:
        if node.value is not None and self.makers.is_flow(node.value):
            self.found.append(Making("", node.value, self.makers.makes(node.value)))


def methods_of(node: cst.ClassDef) -> list[cst.FunctionDef]:
    """The methods of a class that return something."""
    return [
        method
        for method in node.body.body
        if isinstance(method, cst.FunctionDef) and _returns(method)
    ]


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
    look(function.body, finder)
    return finder.found
