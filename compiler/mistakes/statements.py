"""Follows the statements of a module as Python runs them while it builds its flows."""

import ast
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ..project.outline import is_guard
from .calls import Calls
from .prefect import is_task_class, is_task_decorator, nout_of
from .report import Report
from .values import (
    ANY,
    FlowClass,
    FlowObject,
    Function,
    Path,
    Scope,
    TaskClass,
    TaskMaker,
    TaskObject,
    Value,
    join_names,
)

_Definition = ast.FunctionDef | ast.AsyncFunctionDef
_KINDS = frozenset({"isinstance", "issubclass", "type", "callable", "hasattr"})


class Statements(Calls):
    """Walks a module: its own statements, the functions that they call, the others."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.waiting: list[tuple[_Definition, Scope, bool]] = []
        self.flows = 0

    def module(self, tree: ast.Module) -> None:
        """Walk a module, and then each function that nothing of it has called."""
        self.statements(tree.body)
        made = self.flows
        while self.waiting:
            node, scope, task = self.waiting.pop()
            if node not in self.walked:
                self.walked.add(node)
                self.alone(node, scope, task, builds=not made)

    def alone(self, node: _Definition, scope: Scope, task: bool, builds: bool) -> None:
        """Walk a function that is called with no one knows what.

        Where the module makes no flow, a flow that it makes is the one to compile.
        """
        outer = (self.scope, self.flow, self.in_task, self.report.sure)
        self.scope = self.inside(Function(node, scope), {})
        self.flow, self.in_task = ("out" if task else "maybe"), task
        self.report.sure = False
        self.sure_in_flow = builds and not task
        self.statements(node.body)
        self.scope, self.flow, self.in_task, self.report.sure = outer

    sure_in_flow = False

    def statements(self, body: Sequence[ast.stmt]) -> None:
        for node in body:
            self.visit(node)

    @contextmanager
    def unsure(self, unless: bool = False) -> Iterator[None]:
        """Code that may not run."""
        before, builds = self.report.sure, self.sure_in_flow
        self.report.sure = before and unless
        self.sure_in_flow = builds and unless
        yield
        self.report.sure, self.sure_in_flow = before, builds

    # Assignments

    def visit_Assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        for target in node.targets:
            self.assign(target, value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.assign(node.target, self.value(node.value))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        left = node.target
        if isinstance(left, ast.Name):
            left = ast.copy_location(ast.Name(left.id, ast.Load()), left)
        self.assign(node.target, self.operated(node, node.op, left, node.value))

    def visit_Expr(self, node: ast.Expr) -> None:
        value = self.value(node.value)
        if isinstance(value, TaskObject) and isinstance(node.value, ast.Name):
            name = node.value.id
            message = f"the task {name} is named but not called: it does not run"
            self.report.warn("FLC221", node, message, f"write {name}()")

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if not isinstance(target, ast.Name):
                self.visit(target)

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals |= set(node.names)

    def visit_Return(self, node: ast.Return) -> None:
        self.returned.append(self.value(node.value))

    def visit_Assert(self, node: ast.Assert) -> None:
        self.truth(node.test)
        self.value(node.msg)

    # Ways through the code

    def visit_If(self, node: ast.If) -> None:
        if is_guard(node):
            self.statements(node.body)
            return
        self.truth(node.test)
        for name in _told_apart(node.test):
            self.scope.give(name, None)
        before = dict(self.scope.names)
        with self.unsure():
            self.statements(node.body)
            first, self.scope.names = self.scope.names, before
            self.statements(node.orelse)
        if _leaves(node.body):
            return
        second = self.scope.names
        self.scope.names = first if _leaves(node.orelse) else join_names(first, second)

    def visit_While(self, node: ast.While) -> None:
        self.truth(node.test)
        self.loop(node.body, node.orelse)

    def visit_For(self, node: ast.For) -> None:
        found = self.iterated(node.iter, self.value(node.iter), "iterated")
        self.assign(node.target, found)
        self.loop(node.body, node.orelse)

    def loop(self, body: Sequence[ast.stmt], orelse: Sequence[ast.stmt]) -> None:
        before = dict(self.scope.names)
        self.statements(body)
        self.scope.names = join_names(before, self.scope.names)
        self.statements(orelse)

    def visit_Try(self, node: ast.Try) -> None:
        with self.unsure(unless=not node.handlers):
            self.statements(node.body)
            tried = dict(self.scope.names)
            for handler in node.handlers:
                self.value(handler.type)
                if handler.name:
                    self.scope.give(handler.name, None)
                self.statements(handler.body)
            found = {n: v for n, v in tried.items() if isinstance(v, Path)}
            self.scope.names = {**join_names(tried, self.scope.names), **found}
            self.statements(node.orelse)
        self.statements(node.finalbody)

    def visit_Match(self, node: ast.Match) -> None:
        self.value(node.subject)
        for each in node.cases:
            for name in _captured(each.pattern):
                self.scope.give(name, None)
            before = dict(self.scope.names)
            with self.unsure():
                self.value(each.guard)
                self.statements(each.body)
            self.scope.names = join_names(before, self.scope.names)

    def visit_With(self, node: ast.With) -> None:
        before = self.flow, self.report.sure
        for item in node.items:
            value = self.value(item.context_expr)
            self.open(item, value)
            if item.optional_vars is not None:
                opened = value if isinstance(value, FlowObject) else None
                self.assign(item.optional_vars, opened)
        self.statements(node.body)
        self.flow, self.report.sure = before

    def open(self, item: ast.withitem, value: Value) -> None:
        """A context is entered: it may be a flow."""
        name = ast.unparse(item.context_expr).partition("(")[0]
        if isinstance(value, FlowObject) or name.endswith("Flow"):
            self.flow = "in"
            self.flows += 1
            self.report.builds()
            self.report.sure = self.report.sure or self.sure_in_flow
        elif self.flow == "out":
            self.flow = "maybe"

    # Definitions and imports

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.defined(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.defined(node)

    def defined(self, node: _Definition) -> None:
        """A function is defined: a task, a plain one, or what a decorator makes."""
        made = [self.value(each) for each in node.decorator_list]
        for default in (*node.args.defaults, *node.args.kw_defaults):
            self.value(default)
        self.annotations(node)
        first = made[0] if made else None
        task = any(map(_makes_task, made))
        value: Value = None if made else Function(node, self.scope)
        if _makes_task(first):
            nout = first.nout if isinstance(first, TaskMaker) else None
            if nout is None:  # another decorator may change what is annotated
                nout = nout_of(node.returns) if len(made) == 1 else ANY
            value = TaskObject(node.name, nout)
        self.waiting.append((node, self.scope, task))
        self.scope.give(node.name, value)

    def annotations(self, node: _Definition) -> None:
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for each in every:
            self.value(each.annotation)
        self.value(node.returns)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        bases = [self.value(base) for base in node.bases]
        for decorator in node.decorator_list:
            self.value(decorator)
        outer, self.scope = self.scope, Scope(self.scope)
        waiting = len(self.waiting)
        self.statements(node.body)
        self.scope = outer
        task = any(map(_is_task_base, bases))
        # A class's own names are not those of its methods.
        self.waiting[waiting:] = [
            (method, outer, task and method.name == "run")
            for method, _, _ in self.waiting[waiting:]
        ]
        flow = any(map(_is_flow_base, bases))
        made: Value = TaskClass(node.name) if task else FlowClass() if flow else None
        self.scope.give(node.name, made)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            top = alias.name.partition(".")[0]
            self.scope.give(
                alias.asname or top, Path(alias.name if alias.asname else top)
            )

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            path = Path(f"{node.module}.{alias.name}")
            if alias.name == "*":
                continue
            self.scope.give(alias.asname or alias.name, None if node.level else path)


def _makes_task(value: Value) -> bool:
    if isinstance(value, Path):
        return is_task_decorator(value.path)
    return isinstance(value, TaskMaker)


def _is_task_base(value: Value) -> bool:
    if isinstance(value, Path):
        return value.is_prefect and is_task_class(value.path)
    return isinstance(value, TaskClass)


def _is_flow_base(value: Value) -> bool:
    if isinstance(value, Path):
        return value.path.endswith("Flow")
    return isinstance(value, FlowClass)


def _told_apart(test: ast.expr) -> set[str]:
    """The names whose kind a condition asks for."""
    found: set[str] = set()
    for node in ast.walk(test):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and getattr(called, "id", "") in _KINDS:
            found |= {a.id for a in node.args if isinstance(a, ast.Name)}
    return found


def _leaves(body: Sequence[ast.stmt]) -> bool:
    """Whether what stands behind a body does not run after it."""
    last = body[-1] if body else None
    return isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break))


def _captured(pattern: ast.pattern) -> Iterator[str]:
    for node in ast.walk(pattern):
        if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            yield node.name
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest
