"""What a generated block has made so far, and arguments that use it."""

from typing import Any

from tests.property.draws import Draws
from tests.property.program import HelperDef, ManagerDef, TaskDef
from tests.property.syntax import (
    Assign,
    Const,
    Expr,
    Items,
    Mark,
    Param,
    Stmt,
    Table,
    Var,
)

MAPPABLE = ("list", "nested", "mapped", "mapped lists", "pair")
DEFAULTS: list[Any] = [3, [1, 2, 3], "even", [], None, [[1], [2, 3]], True]


class Arguments:
    """What has been written so far, and expressions that use it.

    `kind_of` holds the names of single results in the order in which they were made,
    with what they are likely to be; `lists` the names of Python lists of results.
    """

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.tasks: list[TaskDef] = []
        self.managers: list[ManagerDef] = []
        self.helpers: list[HelperDef] = []
        self._numbers = 0
        self.start_block()

    def start_block(self) -> None:
        """Forget the results of a block, not what the file defines."""
        self.kind_of: dict[str, str] = {}
        self.fixed: set[str] = set()
        self.lists: dict[str, int] = {}
        self.given: dict[str, Any] = {}
        self.since = 0

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

    def upstream(self, percent: int) -> tuple[Expr, ...]:
        if not self.results() or not self.draws.chance(percent):
            return ()
        return tuple(Var(name) for name in self.draws.some(self.results(), 1, 2))

    def argument(self) -> Expr:
        """Return an argument of a plain call."""
        shapes = {
            "result": 55,
            "constant": 20,
            "collection": 14,
            "flatten": 5,
            "list": 6,
        }
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
