"""Walks a module and notes every use of a variable, with its scope."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from .name_visitor import NameVisitor
from .outline import is_type_checking
from .scopes import ImportPlace, Kind, Scope


class ScopeVisitor(NameVisitor):
    """Collects occurrences and imports; `unit` is the statement that it walks."""

    # Scopes

    @contextmanager
    def inside(self, kind: Kind, now: bool) -> Iterator[None]:
        """A new scope; `now` tells whether its code runs at once."""
        outer, before = self.scope, self.now
        self.scope, self.now = Scope(kind, outer), before and now
        yield
        self.scope, self.now = outer, before

    # Functions and classes

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.function(node)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.decorators(node.decorator_list)
        self.visit_all([*node.args.defaults, *node.args.kw_defaults])
        with self.type_parameters(node):
            self.annotations(node.args, node.returns)
            with self.inside(Kind.FUNCTION, now=False):
                self.parameters(node.args)
                self.declare(node.body)
                self.visit_all(node.body)
        self.bind(node.name, node)

    def decorators(self, nodes: list[ast.expr]) -> None:
        self.decorates = True
        self.visit_all(nodes)
        self.decorates = False

    def annotations(self, given: ast.arguments, returns: ast.expr | None) -> None:
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        every += [each for each in (given.vararg, given.kwarg) if each]
        for each in every:
            self.annotation(each.annotation)
        self.annotation(returns)

    def parameters(self, given: ast.arguments) -> None:
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        every += [each for each in (given.vararg, given.kwarg) if each]
        for each in every:
            self.scope.binds.setdefault(each.arg, 0)

    def declare(self, body: list[ast.stmt]) -> None:
        """Note `global` and `nonlocal` of a body before its names are read."""
        finder = _Declarations()
        for statement in body:
            finder.visit(statement)
        self.scope.globals |= finder.globals
        self.scope.nonlocals |= finder.nonlocals

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit_all([*node.args.defaults, *node.args.kw_defaults])
        with self.inside(Kind.FUNCTION, now=False):
            self.parameters(node.args)
            self.visit(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.decorators(node.decorator_list)
        with self.type_parameters(node):
            self.visit_all([*node.bases, *node.keywords])
            with self.inside(Kind.CLASS, now=True):
                self.declare(node.body)
                self.visit_all(node.body)
        self.bind(node.name, node)

    @contextmanager
    def type_parameters(self, node: ast.AST) -> Iterator[None]:
        """The scope of `[T]` behind a name, where there is one (Python 3.12)."""
        given = getattr(node, "type_params", [])
        if not given:
            yield
            return
        with self.inside(Kind.FUNCTION, now=True):
            for each in given:
                self.scope.binds.setdefault(each.name, 0)
                self.visit_all([getattr(each, "bound", None)])
            yield

    def visit_TypeAlias(self, node: ast.AST) -> None:
        name, value = getattr(node, "name", None), getattr(node, "value", None)
        with self.type_parameters(node):
            self.visit_all([value])
        self.visit_all([name])

    # Comprehensions

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self.comprehension(node.generators, [node.elt])

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self.comprehension(node.generators, [node.elt])

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self.comprehension(node.generators, [node.elt])

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self.comprehension(node.generators, [node.key, node.value])

    def comprehension(
        self, generators: list[ast.comprehension], results: list[ast.expr]
    ) -> None:
        self.visit(generators[0].iter)
        with self.inside(Kind.COMPREHENSION, now=True):
            for place, each in enumerate(generators):
                self.visit_all([each.iter] if place else [])
                self.visit_all([each.target, *each.ifs])
            self.visit_all(results)

    # Imports

    def visit_If(self, node: ast.If) -> None:
        before = self.checked, self.guarded
        self.visit(node.test)
        self.guarded = True
        self.checked = before[0] or is_type_checking(node.test)
        self.visit_all(node.body)
        self.checked = before[0]
        self.visit_all(node.orelse)
        self.guarded = before[1]

    def visit_Try(self, node: ast.Try) -> None:
        before, self.guarded = self.guarded, True
        self.generic_visit(node)
        self.guarded = before

    def visit_Import(self, node: ast.Import) -> None:
        self.imported(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self.imported(node)

    def imported(self, node: ast.Import | ast.ImportFrom) -> None:
        place = ImportPlace(
            node, self.scope, self.unit, self.now, self.checked, self.guarded
        )
        self.imports.append(place)
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            if name != "*":
                self.bind(name, alias)


class _Declarations(ast.NodeVisitor):
    """Finds the `global` and `nonlocal` statements of one scope."""

    def __init__(self) -> None:
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()

    def visit_Global(self, node: ast.Global) -> None:
        self.globals |= set(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.nonlocals |= set(node.names)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        return

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        return

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        return
