"""Expressions of generated blocks: calls, maps, merges and operators."""

from tests.property.generate_arguments import MAPPABLE, Arguments
from tests.property.generate_tasks import draw_task, draw_task_args
from tests.property.program import TaskDef
from tests.property.syntax import Call, Const, Expr, Index, Mark, Merge, Op, Var

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
        keys = self.keys(task, len(args))
        upstream = self.upstream(20)
        changes = draw_task_args(self.draws) if self.draws.chance(8) else ()
        made = Call(task.name, tuple(args), keys, False, upstream, changes)
        return made, KINDS[task.body]

    def keys(self, task: TaskDef, number: int) -> tuple[str | None, ...]:
        """Return which arguments are given by name: none, all, or all but the first."""
        first = self.draws.one([number, number, 0, 1])
        return tuple(None if i < first else task.params[i] for i in range(number))

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
