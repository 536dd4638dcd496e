"""Follows names, attributes and collections: what each expression stands for."""

import ast
import builtins
from typing import cast

from .report import Report
from .values import (
    ANY,
    Constant,
    Function,
    Group,
    Many,
    Path,
    Result,
    Scope,
    Value,
    item_of,
)

# What Prefect 1.4.1's Task has, and a Parameter besides it.
ATTRIBUTES = frozenset(
    [
        "auto_generated",
        "bind",
        "cache_for",
        "cache_key",
        "cache_validator",
        "checkpoint",
        "copy",
        "default",
        "inputs",
        "is_equal",
        "is_not_equal",
        "log_stdout",
        "logger",
        "map",
        "max_retries",
        "name",
        "not_",
        "nout",
        "or_",
        "outputs",
        "pipe",
        "required",
        "result",
        "retry_delay",
        "retry_on",
        "run",
        "serialize",
        "set_dependencies",
        "set_downstream",
        "set_upstream",
        "skip_on_upstream_skip",
        "slug",
        "state_handlers",
        "tags",
        "target",
        "task_run_name",
        "timeout",
        "trigger",
    ]
)
BUILTINS = frozenset(dir(builtins))
# Of longer lists, the items are not told apart.
_MOST_ITEMS = 100
IN_A_TASK = "do it inside a task: @task def ...(x): ..."


class Expressions(ast.NodeVisitor):
    """Evaluates expressions; `scope` is where the code stands.

    `missing` are the names that nothing has, where code runs for sure: by file, line
    and name.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.scope = Scope()
        self.missing: set[tuple[str, int, str]] = set()

    def value(self, node: ast.expr | None) -> Value:
        """Return what an expression stands for, and say what is wrong in it."""
        return None if node is None else cast(Value, self.visit(node))

    def generic_visit(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            self.visit(child)

    def visit_Lambda(self, node: ast.Lambda) -> Value:
        return Function(node, self.scope)

    # Names and attributes

    def visit_Name(self, node: ast.Name) -> Value:
        home = self.scope.find(node.id)
        if home is not None:
            return home.names[node.id]
        if node.id in BUILTINS:
            return Path(f"builtins.{node.id}")
        if self.report.sure:
            self.missing.add((*self.where(node), node.id))
        return None

    def where(self, node: ast.expr) -> tuple[str, int]:
        """Return the file and the line that a node comes from."""
        source = self.report.source
        found = source.origins.of(node.lineno)
        return (found.file if found else source.file), source.origins.line(node.lineno)

    def visit_Attribute(self, node: ast.Attribute) -> Value:
        value = self.value(node.value)
        if isinstance(value, Path):
            return Path(f"{value.path}.{node.attr}")
        if isinstance(value, Result) and value.known:
            self.check_attribute(node)
        return None

    def check_attribute(self, node: ast.Attribute) -> None:
        """Say an attribute that a task object does not have."""
        if node.attr in ATTRIBUTES or node.attr.startswith("_"):
            return
        if isinstance(node.ctx, ast.Store):
            return
        message = (
            f"the result {self.report.text(node.value)} has no `{node.attr}` while the "
            "flow is built: it is a task object"
        )
        self.report.fails("FLC232", node, message, IN_A_TASK)

    def visit_Subscript(self, node: ast.Subscript) -> Value:
        value = self.value(node.value)
        self.value(node.slice)
        if isinstance(value, Result):
            if isinstance(node.ctx, ast.Load):
                self.need_flow(node, value, "an item of a result is taken")
                return Result()
            message = (
                f"the result {self.report.text(node.value)} takes no items while the "
                "flow is built: it is a task object"
            )
            self.report.fails("FLC232", node, message, IN_A_TASK)
            return None
        index = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(value, Group) and isinstance(index, int):
            inside = -len(value.items) <= index < len(value.items)
            return value.items[index] if inside else None
        return item_of(value)

    # Literals and comprehensions

    def visit_Constant(self, node: ast.Constant) -> Value:
        return Constant(node.value)

    def visit_List(self, node: ast.List) -> Value:
        return self.group(node)

    def visit_Tuple(self, node: ast.Tuple) -> Value:
        return self.group(node)

    def visit_Set(self, node: ast.Set) -> Value:
        return self.group(node)

    def group(self, node: ast.List | ast.Tuple | ast.Set) -> Value:
        if len(node.elts) > _MOST_ITEMS:
            self.generic_visit(node)
            return None
        items = tuple(self.value(each) for each in node.elts)
        starred = any(isinstance(each, ast.Starred) for each in node.elts)
        return None if starred else Group(items)

    def visit_Starred(self, node: ast.Starred) -> Value:
        self.iterated(node.value, self.value(node.value), "unpacked by `*`")
        return None

    def visit_Dict(self, node: ast.Dict) -> Value:
        for key, value in zip(node.keys, node.values, strict=True):
            self.value(key)
            found = self.value(value)
            if key is None and isinstance(found, Result):
                self.iterated(value, Result(), "unpacked by `**`")
        return None

    def visit_ListComp(self, node: ast.ListComp) -> Value:
        return self.comprehension(node.generators, [node.elt])

    def visit_SetComp(self, node: ast.SetComp) -> Value:
        return self.comprehension(node.generators, [node.elt])

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> Value:
        return self.comprehension(node.generators, [node.elt])

    def visit_DictComp(self, node: ast.DictComp) -> Value:
        return self.comprehension(node.generators, [node.key, node.value])

    def comprehension(
        self, generators: list[ast.comprehension], results: list[ast.expr]
    ) -> Value:
        before, self.scope = self.scope, Scope(self.scope)
        for each in generators:
            found = self.iterated(each.iter, self.value(each.iter), "iterated")
            self.assign(each.target, found)
            for test in each.ifs:
                self.truth(test)
        items = [self.value(each) for each in results]
        self.scope = before
        return Many(items[0]) if len(items) == 1 else None

    def iterated(self, node: ast.expr, value: Value, how: str) -> Value:
        """Return what each item is when a value is iterated."""
        if isinstance(value, Result) and value.nout is None:
            message = (
                f"the result {self.report.text(node)} is {how}, and only the run knows "
                "its items"
            )
            help = (
                "map over it: t.map(rows); a task that returns a fixed number of "
                "values says so: @task(nout=2)"
            )
            self.report.fails("FLC230", node, message, help)
            return None
        return item_of(value)

    # Assignment

    def visit_NamedExpr(self, node: ast.NamedExpr) -> Value:
        value = self.value(node.value)
        self.assign(node.target, value)
        return value

    def assign(self, target: ast.expr, value: Value) -> None:
        """Give a target its value."""
        if isinstance(target, ast.Name):
            self.scope.give(target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            self.unpack(target, value)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, None)
        else:
            self.value(target)

    def unpack(self, target: ast.Tuple | ast.List, value: Value) -> None:
        count = len(target.elts)
        starred = any(isinstance(each, ast.Starred) for each in target.elts)
        if isinstance(value, Result) and value.nout != ANY:
            wrong = value.nout != count and not starred
            if value.nout is None or wrong:
                self.not_unpacked(target, value, count)
        exact = isinstance(value, Group) and len(value.items) == count and not starred
        items = value.items if exact and isinstance(value, Group) else ()
        one = item_of(value)
        for place, each in enumerate(target.elts):
            self.assign(each, items[place] if items else one)

    def not_unpacked(
        self, target: ast.Tuple | ast.List, value: Result, count: int
    ) -> None:
        help = f"tell the task how many it returns: @task(nout={count})"
        message = f"the result can't be unpacked into {count} names"
        if value.mapped:
            message += ": it is a mapped one, and `nout` is about each of its runs"
            help = "take the parts in a task of their own, and map that over the result"
        elif value.nout is not None:
            message += f": the task has nout={value.nout}"
            help = f"write nout={count}, or {value.nout} names"
        self.report.fails("FLC231", target, message, help)

    # What operators.py says

    def truth(self, node: ast.expr) -> None:
        """Evaluate a condition."""
        raise NotImplementedError

    def need_flow(self, node: ast.AST, value: Value, what: str) -> None:
        """Say what makes a task where there is no flow that it could belong to."""
        raise NotImplementedError
