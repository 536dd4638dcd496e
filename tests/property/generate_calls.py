"""Expressions of generated blocks: calls, maps, merges and operators."""

from tests.property.generate_arguments import MAPPABLE, Arguments
from tests.property.generate_tasks import draw_task, draw_task_args
from tests.property.program import TaskDef
from tests.property.syntax import Call, Const, Expr, Index, Items, Mark, Merge, Op, Var

Made = tuple[Expr, str]
Given = tuple[list[Expr], list[Expr]]
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


class Calls(Arguments):
    """Calls of tasks, of new ones and of those that the file has."""

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
        if args and self.draws.chance(10):
            args = [args[0] for _ in args]
        args, upstream = self.without_doubles(args, list(self.upstream(20)))
        keys = self.keys(task, len(args))
        changes = draw_task_args(self.draws) if self.draws.chance(8) else ()
        made = Call(task.name, tuple(args), keys, False, tuple(upstream), changes)
        return made, KINDS[task.body]

    def keys(self, task: TaskDef, number: int) -> tuple[str | None, ...]:
        """Return which arguments are given by name: none, all, or all but the first."""
        first = self.draws.one([number, number, 0, 1])
        return tuple(None if i < first else task.params[i] for i in range(number))

    def map(self) -> Made:
        """Return a map of a task over arguments, upstream tasks, or both."""
        shape = self.draws.weighted({"own": 70, "upstream": 15, "both ways": 15})
        drive = {
            "own": self.over_arguments,
            "upstream": self.over_upstream,
            "both ways": self.over_one_both_ways,
        }
        task = self.task(None, parameters=0 if shape == "upstream" else 1)
        args, upstream = self.without_doubles(*drive[shape](task))
        changes = draw_task_args(self.draws) if self.draws.chance(8) else ()
        keys = self.keys(task, len(args))
        made = Call(task.name, tuple(args), keys, True, tuple(upstream), changes)
        lists = KINDS[task.body] in ("list", "nested", "pair")
        return made, "mapped lists" if lists else "mapped"

    def over_arguments(self, task: TaskDef) -> Given:
        """Return arguments of a map, one of them or more mapped, and its upstream."""
        over = self.draws.number(0, len(task.params) - 1)
        args = [
            self.mapped_argument(i == over or self.draws.chance(40))
            for i in range(len(task.params))
        ]
        if task.optional and len(args) > 1 and over < len(args) - 1:
            args.pop()
        return args, self.map_upstream(12)

    def over_upstream(self, task: TaskDef) -> Given:
        """Return arguments that are all unmapped, and mapped upstream tasks."""
        args = [self.mapped_argument(False) for _ in task.params]
        if task.optional and self.draws.chance(50):
            args.pop()
        over = [self.mapped_argument(True) for _ in range(self.draws.one([1, 1, 2]))]
        return args, [*over, *self.map_upstream(20)]

    def over_one_both_ways(self, task: TaskDef) -> Given:
        """Return arguments and upstream of which several are one result."""
        lists = [n for n, kind in self.kind_of.items() if kind in MAPPABLE]
        mapped = [n for n in lists if self.kind_of[n].startswith("mapped")]
        one = Var(self.draws.one(mapped or lists or self.results()))
        again: list[Expr] = [one, Mark("unmapped", one)]
        again.append(Mark("unmapped", Items("list", (one, Const(1)))))
        args = [one, *(self.draws.one(again) for _ in task.params[1:])]
        if self.draws.chance(30):
            args.reverse()
        upstream = self.map_upstream(12)
        if len(args) == 1 or self.draws.chance(30):
            upstream.append(self.draws.one(again))
        return args, upstream

    def map_upstream(self, percent: int) -> list[Expr]:
        """Return upstream tasks of a map, most of them unmapped."""
        return [
            Mark("unmapped", item) if self.draws.chance(70) else item
            for item in self.upstream(percent)
        ]

    def without_doubles(self, args: list[Expr], upstream: list[Expr]) -> Given:
        """Flatten nothing that goes into the call twice: Prefect gets lost there."""
        names = [e.name for e in map(unmarked, args + upstream) if isinstance(e, Var)]
        if len(set(names)) == len(names):
            return args, upstream
        return list(map(unflattened, args)), list(map(unflattened, upstream))

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


def unmarked(expr: Expr) -> Expr:
    """Return an argument without the marks around it."""
    return unmarked(expr.inner) if isinstance(expr, Mark) else expr


def unflattened(expr: Expr) -> Expr:
    """Return an argument without `flatten` around it."""
    if not isinstance(expr, Mark):
        return expr
    inner = unflattened(expr.inner)
    return inner if expr.kind == "flatten" else Mark(expr.kind, inner)
