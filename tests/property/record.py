"""A program's block executed, as Python would: statements in, a Graph out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.property.bodies import run_body
from tests.property.control import as_bool, case_block, compare, resource_block
from tests.property.graph import Graph, Marked, Node
from tests.property.operations import OPERATORS, SWAPPED
from tests.property.program import Program, TaskDef
from tests.property.syntax import (
    Append,
    Assign,
    Call,
    Case,
    Comprehension,
    Const,
    Expr,
    For,
    Help,
    If,
    IfElse,
    Index,
    Items,
    Mark,
    Merge,
    Op,
    Param,
    Reference,
    Resource,
    Stmt,
    Switch,
    Table,
    Tagged,
    Upstream,
    Var,
)
from tests.property.weigh import Odd

EXCEPTIONS = {"ValueError": ValueError, "Odd": Odd}


def record(program: Program) -> Graph:
    """Return the graph that the program's block builds."""
    return Recorder(program).graph


class Recorder:
    """The names of the block while its statements are executed."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.graph = Graph()
        self.tasks = {task.name: task for task in program.tasks}
        self.managers = {manager.name: manager for manager in program.managers}
        self.helpers = {helper.name: helper for helper in program.helpers}
        self.names: dict[str, Any] = {}
        self.run(program.body)

    def run(self, body: Iterable[Stmt]) -> None:
        for stmt in body:
            self.statement(stmt)

    def statement(self, stmt: Stmt) -> None:
        """Do what a statement that makes no block does, or pass it on."""
        match stmt:
            case Assign(names, expr):
                self.assign(names, self.value(expr))
            case Append(target, expr):
                self.names[target].append(self.value(expr))
            case Upstream(var, other):
                self.graph.edge(self.names[other], self.names[var], None, False)
            case Switch(condition, cases):
                self.switch(self.names[condition], cases)
            case IfElse(condition, true, false):
                cases = tuple((c, t) for c, t in ((True, true), (False, false)) if t)
                node = as_bool(self.graph, self.names[condition])
                self.switch(node, cases)
            case Reference(names):
                self.graph.reference = [self.names[name] for name in names]
            case _:
                self.compound(stmt)

    def compound(self, stmt: Stmt) -> None:
        match stmt:
            case Case(condition, value, body):
                with case_block(self.graph, self.names[condition], value):
                    self.run(body)
            case Resource(manager, arg, name, body):
                made = self.managers[manager], self.value(arg)
                with resource_block(self.graph, *made) as setup:
                    self.assign((name,) if name else (), setup)
                    self.run(body)
            case Tagged(word, body):
                with self.graph.inside(tags=self.graph.tags | {word}):
                    self.run(body)
            case For(var, values, body):
                for value in values:
                    self.names[var] = value
                    self.run(body)
            case If(bound, then, other):
                self.run(then if self.program.size > bound else other)

    def assign(self, names: Sequence[str], value: Any) -> None:
        if len(names) > 1:
            items = [self.item(value, i) for i in range(value.nout)]
            self.names.update(zip(names, items, strict=True))
        elif names:
            self.names[names[0]] = value

    def switch(self, condition: Node, cases: Iterable[tuple[Any, str]]) -> None:
        with self.graph.inside(tags=self.graph.tags | {"switch"}):
            for value, name in cases:
                match = compare(self.graph, value, f'CompareValue: "{value}"')
                self.graph.bind(match, {"value": condition})
                self.graph.bind(self.names[name], {}, [match])

    def value(self, expr: Expr) -> Any:
        """Return what an expression is: nodes, constants, lists of them."""
        match expr:
            case Const(value):
                return value
            case Var(name):
                return self.names[name]
            case Items(kind, items):
                values = map(self.value, items)
                return tuple(values) if kind == "tuple" else list(values)
            case Table(pairs):
                return {key: self.value(item) for key, item in pairs}
            case Mark(kind, inner):
                return mark(kind, self.value(inner))
            case Call():
                return self.call(expr)
            case Comprehension(item, var, values):
                return [self.with_name(var, value, item) for value in values]
        return self.node(expr)

    def node(self, expr: Expr) -> Any:
        match expr:
            case Op(sign, left, right):
                return self.operator(sign, self.value(left), self.value(right))
            case Index(inner, key):
                return self.item(self.value(inner), self.value(key))
            case Merge(items, mapped):
                return self.merge([self.value(item) for item in items], mapped)
            case Param(name, default):
                value = self.program.given.get(name, default)
                return Node(name, lambda inputs, context: value, kind="parameter")
            case Help(helper, args):
                return self.help(helper, [self.value(arg) for arg in args])
        raise TypeError(expr)

    def with_name(self, var: str, value: Any, expr: Expr) -> Any:
        self.names[var] = value
        return self.value(expr)

    def help(self, name: str, args: Sequence[Any]) -> Any:
        helper, before = self.helpers[name], self.names
        self.names = dict(zip(helper.params, args, strict=True))
        self.run(helper.body)
        result = self.value(helper.result)
        self.names = before
        return result

    def call(self, call: Call) -> Node:
        task = self.tasks[call.task]
        settings = {**dict(task.settings), **dict(call.task_args)}
        free = (p for p in task.params if p not in call.keys)
        keys = [key or next(free) for key in call.keys]
        given = dict(zip(keys, map(self.value, call.args), strict=True))
        # Edges are made in the order of the signature, not of the call.
        inputs = {p: given[p] for p in task.params if p in given}
        upstream = [self.value(item) for item in call.upstream]
        node = self.graph.node(**node_settings(task, settings, call.mapped))
        return self.graph.bind(node, inputs, upstream, call.mapped)

    def operator(self, sign: str, left: Any, right: Any) -> Node:
        if not isinstance(left, Node) and sign in SWAPPED:
            sign, left, right = SWAPPED[sign], right, left
        name, function = OPERATORS[sign]

        def run(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
            return function(inputs["x"], inputs["y"])

        return self.graph.bind(self.graph.node(name, run), {"x": left, "y": right})

    def item(self, value: Any, key: Any) -> Any:
        """Return `value[key]`: of a list of results at once, of a result by a node."""
        if not isinstance(value, Node):
            return value[key]
        named = key.name if isinstance(key, Node) else repr(key)

        def run(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
            return inputs["task_result"][inputs["key"]]

        node = self.graph.node(f"{value.name}[{named}]", run)
        return self.graph.bind(node, {"task_result": value, "key": key})

    def merge(self, items: Sequence[Any], mapped: bool) -> Node:
        def run(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
            # Sorted as text: task_10 before task_2.
            found = (v for _, v in sorted(inputs.items()) if v is not None)
            return next(found, None)

        given = {f"task_{i + 1}": item for i, item in enumerate(items)}
        node = self.graph.node("Merge", run, trigger="not_all_skipped", skips=False)
        return self.graph.bind(node, given, (), mapped)


def mark(kind: str, value: Any) -> Marked:
    """Wrap a value; marks add up, and `mapped` and `unmapped` replace each other."""
    if not isinstance(value, Marked):
        return Marked(value, frozenset([kind]))
    kept = value.marks if kind == "flatten" else value.marks & {"flatten"}
    return Marked(value.value, kept | {kind})


def node_settings(
    task: TaskDef, settings: Mapping[str, Any], mapped: bool
) -> dict[str, Any]:
    """Return what a call's node is made with, from the task's settings."""
    default = f"{task.name.title()}Task" if task.form == "class" else task.name
    on = settings.get("retry_on")
    return {
        "name": settings.get("name", default),
        "run": lambda inputs, context: run_body(task, inputs, context),
        "tags": settings.get("tags", ()),
        "trigger": settings.get("trigger", "all_successful"),
        "skips": settings.get("skip_on_upstream_skip", True),
        "max_retries": settings.get("max_retries", 0),
        "retry_on": (EXCEPTIONS[on],) if on else (),
        "nout": None if mapped else settings.get("nout"),
    }
