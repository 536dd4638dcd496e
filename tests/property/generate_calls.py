"""Expressions of generated blocks: calls, maps, merges, operators and their arguments."""

from typing import Any

from tests.property.draws import Draws
from tests.property.generate_tasks import draw_task, draw_task_args
from tests.property.program import (
    Assign,
    Call,
    Const,
    Expr,
    HelperDef,
    Index,
    Items,
    ManagerDef,
    Mark,
    Merge,
    Op,
    Param,
    Stmt,
    Table,
    TaskDef,
    Var,
)

Made = tuple[Expr, str]
KINDS = {
    "number": "number",
    "loop": "number",
    "spread": "list",
    "nest": "nested",
    "pair": "pair",
    "word": "word",
    "flag": "flag",
    "nothing": "any",
    "echo": "any",
}
MAPPABLE = ("list", "nested", "mapped", "mapped lists", "pair")
DEFAULTS: list[Any] = [3, [1, 2, 3], "even", [], None, [[1], [2, 3]], True]


class Calls:
    """What has been written so far, and expressions that use it.

    `kind_of` holds the names of single results in the order in which they were made,
    with what they are likely to be; `lists` the names of Python lists of results.
    """

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.tasks: list[TaskDef] = []
        self.managers: list[ManagerDef] = []
        self.helpers: list[HelperDef] = []
        self.kind_of: dict[str, str] = {}
        self.fixed: set[str] = set()
        self.lists: dict[str, int] = {}
        self.given: dict[str, Any] = {}
        self.since = 0
        self._numbers = 0

    def name(self, word: str) -> str:
        """Return a name that is not yet taken."""
        self._numbers += 1
        return f"{word}{self._numbers}"

    def given_names(self) -> set[str]:
        """Return the names of parameters, which may not be in the flow."""
        return {name for name in self.kind_of if name.startswith("p")}

    def known(self, name: str, kind: str) -> str:
        self.kind_of[name] = kind
        return name

    def new(self, kind: str) -> str:
        """Return a new name for a result of this kind."""
        return self.known(self.name("v"), kind)

    def forget(self, name: str) -> None:
        del self.kind_of[name]

    def results(self) -> list[str]:
        return list(self.kind_of)

    def bound(self, expr: Expr, kind: str) -> Stmt:
        return Assign((self.new(kind),), expr)

    def parameters(self) -> list[Stmt]:
        """Return Parameters at the head of the block."""
        return [self.parameter(i) for i in range(self.draws.one([0, 0, 1, 2]))]

    def parameter(self, i: int) -> Stmt:
        default, required = self.draws.one(DEFAULTS), self.draws.chance(15)
        if required or self.draws.chance(30):
            self.given[f"p{i}"] = self.draws.one(DEFAULTS)
        kind = "list" if isinstance(default, list) else "any"
        name = self.known(f"p{i}", kind)
        self.fixed.add(name)
        return Assign((name,), Param(name, default, required))

    def task(self, body: str | None = None, parameters: int = 0) -> TaskDef:
        """Return a task of the file, perhaps a new one, with enough parameters."""
        fitting = [
            task
            for task in self.tasks
            if body in (None, task.body) and len(task.params) >= parameters
        ]
        if fitting and (len(self.tasks) > 6 or self.draws.chance(25)):
            return self.draws.one(fitting)
        while True:
            task = draw_task(self.draws, f"t{len(self.tasks)}", body)
            if len(task.params) >= parameters:
                self.tasks.append(task)
                return task

    def call_of(self, task: TaskDef, args: tuple[Expr, ...], more: Expr) -> Call:
        """Return a plain call with these arguments, `more` for those that lack."""
        given = (*args, *[more] * len(task.params))[: len(task.params)]
        return Call(task.name, given, (None,) * len(given))

    def inner_call(self, var: str) -> Made:
        """Return a call for a loop's body, with the loop's name."""
        task = self.task(None, parameters=1)
        args: list[Expr] = [Var(var), self.argument()]
        if self.draws.chance(50) and len(task.params) > 1:
            args.reverse()
        return self.call_of(task, tuple(args), self.argument()), KINDS[task.body]

    def call(self, task: TaskDef | None = None) -> Made:
        """Return a plain call of a task."""
        task = task or self.task()
        args = [self.argument() for _ in task.params]
        if task.optional and self.draws.chance(50):
            args.pop()
        keys = self.keys(task, len(args))
        upstream = self.upstream(20)
        changes = draw_task_args(self.draws) if self.draws.chance(8) else ()
        made = Call(task.name, tuple(args), keys, False, upstream, changes)
        return made, KINDS[task.body]

    def keys(self, task: TaskDef, number: int) -> tuple[str | None, ...]:
        """Return which arguments are given by name: none, all, or all but the first."""
        first = self.draws.one([number, number, 0, 1])
        return tuple(None if i < first else task.params[i] for i in range(number))

    def upstream(self, percent: int) -> tuple[Expr, ...]:
        if not self.results() or not self.draws.chance(percent):
            return ()
        return tuple(Var(name) for name in self.draws.some(self.results(), 1, 2))

    def argument(self) -> Expr:
        """Return an argument of a plain call."""
        shapes = {"result": 55, "constant": 20, "collection": 14, "flatten": 5, "list": 6}
        shape = self.draws.weighted(shapes)
        if not self.results() or shape == "constant":
            return Const(self.draws.constant())
        if shape == "list" and self.lists:
            return Var(self.draws.one(list(self.lists)))
        if shape == "collection":
            return self.collection(0)
        result = Var(self.draws.one(self.results()))
        nested = self.kind_of[result.name] in ("nested", "mapped lists", "mapped")
        return Mark("flatten", result) if shape == "flatten" and nested else result

    def collection(self, depth: int) -> Expr:
        items: list[Expr] = [Var(n) for n in self.draws.some(self.results(), 1, 2)]
        if self.draws.chance(50):
            items.insert(0, Const(self.draws.number(0, 5)))
        if depth == 0 and self.draws.chance(25):
            items.append(self.collection(1))
        kind = self.draws.one(["list", "list", "tuple", "dict"])
        if kind == "dict" and depth == 0:
            return Table(tuple(zip("abcd", items, strict=False)))
        return Items("tuple" if kind == "tuple" else "list", tuple(items))

    def map(self) -> Made:
        """Return a map of a task over one or more of its arguments."""
        task = self.task(None, parameters=1)
        over = self.draws.number(0, len(task.params) - 1)
        args = [
            self.mapped_argument(i == over or self.draws.chance(40))
            for i in range(len(task.params))
        ]
        if task.optional and len(args) > 1 and over < len(args) - 1:
            args.pop()
        args = self.without_doubles(args)
        keys = self.keys(task, len(args))
        upstream = tuple(
            Mark("unmapped", item) if self.draws.chance(70) else item
            for item in self.upstream(12)
        )
        changes = draw_task_args(self.draws) if self.draws.chance(8) else ()
        made = Call(task.name, tuple(args), keys, True, upstream, changes)
        lists = KINDS[task.body] in ("list", "nested", "pair")
        return made, "mapped lists" if lists else "mapped"

    def without_doubles(self, args: list[Expr]) -> list[Expr]:
        """Flatten nothing that goes into the call twice: Prefect gets lost there."""
        inner = [a.inner if isinstance(a, Mark) else a for a in args]
        inner = [a.inner if isinstance(a, Mark) else a for a in inner]
        names = [a.name for a in inner if isinstance(a, Var)]
        if len(set(names)) == len(names):
            return args
        return [a.inner if "flatten" in marks(a) else a for a in args]  # type: ignore

    def mapped_argument(self, over: bool) -> Expr:
        if not over:
            inner = self.argument()
            return inner if isinstance(inner, Mark) else Mark("unmapped", inner)
        lists = [n for n, kind in self.kind_of.items() if kind in MAPPABLE]
        if self.results() and self.draws.chance(7):
            return Var(self.draws.one(self.results()))
        if not lists or self.draws.chance(35):
            return self.mapped_constant()
        name = self.draws.one(lists)
        nested = self.kind_of[name] in ("nested", "mapped lists")
        flat = self.draws.chance(50 if nested else 4)
        return Mark("flatten", Var(name)) if flat else Var(name)

    def mapped_constant(self) -> Expr:
        shapes: list[Any] = [[1, 2], [1, 2, 3, 4], range(3), [], "abc", (5, 6, 7)]
        if self.lists and self.draws.chance(30):
            return Var(self.draws.one(list(self.lists)))
        if self.results() and self.draws.chance(30):
            names = self.draws.some(self.results(), 1, 3)
            return Items("list", (*map(Var, names), Const(4)))
        return Const(self.draws.one([*shapes, [[1], [2, 3], []], ["even", "odd"]]))

    def merge(self, items: list[Var] | None = None) -> Made:
        """Return a merge of results; of mapped ones perhaps element by element."""
        mapped = [n for n, kind in self.kind_of.items() if kind.startswith("mapped")]
        if items is None and len(mapped) > 1 and self.draws.chance(40):
            return Merge(tuple(map(Var, self.draws.some(mapped, 2, 3))), True), "mapped"
        names = self.draws.some(self.results(), 1, 3)
        return Merge(tuple(items or map(Var, names))), "any"

    def operator(self) -> Made:
        signs = ["+", "-", ">", "<=", "%", "//", "&", "is_equal", "is_not_equal", "or_"]
        sign = self.draws.one(signs)
        left = self.draws.one(self.results())
        right: Expr = Const(self.draws.number(0, 4))
        if self.draws.chance(50):
            right = Var(self.draws.one(self.results()))
        elif sign in ("+", "-", ">", "<=") and self.draws.chance(30):
            return Op(sign, right, Var(left)), "any"
        return Op(sign, Var(left), right), "any"

    def item(self) -> Made:
        """Return one item of a result that is likely to have items."""
        lists = [n for n, kind in self.kind_of.items() if kind in MAPPABLE]
        name = self.draws.one(lists or self.results())
        key: Expr = Const(self.draws.one([0, 1, -1]))
        if self.draws.chance(20):
            key = Var(self.draws.one(self.results()))
        return Index(Var(name), key), "any"


def marks(expr: Expr) -> set[str]:
    """Return the marks around an argument."""
    if not isinstance(expr, Mark):
        return set()
    return {expr.kind} | marks(expr.inner)
