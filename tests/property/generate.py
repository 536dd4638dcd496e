"""Generate programs: `generate(Random(seed))`, or of hypothesis, `programs()`."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.property.draws import Draws
from tests.property.generate_calls import Calls
from tests.property.generate_tasks import draw_manager
from tests.property.program import HelperDef, ModuleDef, Program
from tests.property.record import record
from tests.property.render import SHAPES
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
    Items,
    Reference,
    Resource,
    Stmt,
    Switch,
    Tagged,
    Upstream,
    Var,
)

STRAIGHT = {
    "call": 30,
    "map": 28,
    "case": 9,
    "merge": 7,
    "operator": 6,
    "item": 6,
    "unpack": 5,
    "upstream": 6,
    "switch": 4,
    "ifelse": 3,
    "resource": 5,
    "reference": 2,
    "tagged": 2,
}
BUILT = {"for": 8, "chain": 6, "comprehension": 8, "if": 6, "help": 8}
CASE_VALUES: list[Any] = ["even", True, "odd", False, 3, None]


def generate(random: Random) -> Program:
    """Return a program. Equal randoms make equal programs."""
    return _Writer(Draws(random)).program()


def programs() -> st.SearchStrategy[Program]:
    """Return hypothesis's strategy of programs."""
    return st.randoms(use_true_random=False).map(generate)


class _Writer(Calls):
    """Writes a flow block, statement by statement."""

    def program(self) -> Program:
        self.kinds = {**STRAIGHT, **(BUILT if self.draws.chance(45) else {})}
        self.budget = self.draws.number(3, 14)
        self.size = self.draws.number(1, 4)
        body = [*self.parameters()]
        while self.budget > 0:
            body += self.statements(0)
        given = self.given
        other = self.other_block() if self.draws.chance(12) else ()
        made = tuple(self.tasks), tuple(self.managers), tuple(self.helpers)
        program = Program(*made, self.size, tuple(body), given, other)
        return self.finished(program)

    def other_block(self) -> tuple[Stmt, ...]:
        """Return a flow's block with the tasks of the file, but names of its own."""
        self.start_block()
        self.kinds.pop("reference")
        self.budget = self.draws.number(1, 4)
        body: list[Stmt] = []
        while self.budget > 0:
            body += self.statements(0)
        return tuple(body)

    def finished(self, program: Program) -> Program:
        """Return the program with what is drawn last: where its parts stand."""
        module = self.module(program) if self.draws.chance(15) else None
        first = bool(program.other) and self.draws.chance(50)
        shape = self.draws.one(["plain", *SHAPES]) if self.draws.chance(50) else "plain"
        program = replace(program, other_first=first, module=module, shape=shape)
        # Only a parameter that the flow uses may be given.
        used = {node.name for node in record(program).nodes if node.kind == "parameter"}
        given = {name: v for name, v in program.given.items() if name in used}
        return replace(program, given=given)

    def module(self, program: Program) -> ModuleDef | None:
        """Return a module with some of the tasks; what is made of them may follow."""
        names = {task.name for task in program.tasks if self.draws.chance(60)}
        names |= {each.name for each in program.managers if self.draws.chance(60)}
        for helper in program.helpers:
            if tasks_of(helper) <= names and self.draws.chance(60):
                names.add(helper.name)
        form = self.draws.one(["names", "names", "star", "module", "alias"])
        return ModuleDef(frozenset(names), form) if names else None

    def block(self, depth: int) -> tuple[Stmt, ...]:
        """Return the statements of an inner block."""
        before, self.since = self.since, len(self.results())
        written: list[Stmt] = []
        for _ in range(self.draws.number(1, 3)):
            written += self.statements(depth + 1)
        self.since = before
        return tuple(written)

    def statements(self, depth: int) -> list[Stmt]:
        """Return the next statement, with what it needs before it."""
        kind = self.draws.weighted(self.kinds)
        deep = ("case", "resource", "tagged", "for", "if", "reference", "help")
        if (depth > 1 and kind in deep) or not self.results():
            kind = "call"
        self.budget -= 1
        written: list[Stmt] = getattr(self, f"write_{kind}")(depth)
        return written

    def write_call(self, depth: int) -> list[Stmt]:
        return [self.bound(*self.call())]

    def write_map(self, depth: int) -> list[Stmt]:
        return [self.bound(*self.map())]

    def write_merge(self, depth: int) -> list[Stmt]:
        return [self.bound(*self.merge())]

    def write_operator(self, depth: int) -> list[Stmt]:
        return [self.bound(*self.operator())]

    def write_item(self, depth: int) -> list[Stmt]:
        return [self.bound(*self.item())]

    def write_unpack(self, depth: int) -> list[Stmt]:
        expr, _ = self.call(self.task("pair"))
        names = (self.new("number"), self.new("list"))
        return [Assign(names, expr)]

    def write_upstream(self, depth: int) -> list[Stmt]:
        changeable = [name for name in self.results() if name not in self.fixed]
        if not changeable:
            return self.write_call(depth)
        var = self.draws.one(changeable)
        older = self.results()[: self.results().index(var)]
        if not older:
            return self.write_call(depth)
        return [Upstream(var, self.draws.one(older), self.draws.chance(30))]

    def branches(self, number: int) -> tuple[str, list[str]] | None:
        """Return a condition and tasks that are newer than it."""
        results = self.results()
        place = self.draws.number(0, len(results) - 1)
        # What is made in a block may come before tasks of that block only, or the
        # block's condition could depend on itself.
        start = max(place + 1, self.since)
        newer = [name for name in results[start:] if name not in self.fixed]
        if not newer:
            return None
        return results[place], self.draws.some(newer, 1, number)

    def write_switch(self, depth: int) -> list[Stmt]:
        found = self.branches(3)
        if found is None:
            return self.write_call(depth)
        values = self.draws.some(CASE_VALUES, len(found[1]), len(found[1]))
        return [Switch(found[0], tuple(zip(values, found[1], strict=True)))]

    def write_ifelse(self, depth: int) -> list[Stmt]:
        found = self.branches(2)
        if found is None:
            return self.write_call(depth)
        names: list[str | None] = [*found[1], None]
        pair = names[:2] if self.draws.chance(80) else [names[1], names[0]]
        return [IfElse(found[0], pair[0], pair[1])]

    def write_case(self, depth: int) -> list[Stmt]:
        """Return one or two cases of a condition, and perhaps their merge."""
        before = [self.bound(*self.call(self.task(self.draws.one(["word", "flag"]))))]
        condition = self.results()[-1]
        values = self.draws.some(CASE_VALUES, 1, 2)
        written: list[Stmt] = [*before] if self.draws.chance(70) else []
        if not written:
            self.forget(condition)
            condition = self.draws.one(self.results() or [condition])
        if condition not in self.kind_of:
            return self.write_call(depth)
        ends = []
        for value in values:
            written.append(Case(condition, value, self.block(depth)))
            ends.append(Var(self.results()[-1]))
        if self.draws.chance(60):
            written.append(self.bound(*self.merge(ends)))
        return written

    def write_resource(self, depth: int) -> list[Stmt]:
        if len(self.managers) < 2:
            name = f"Held{len(self.managers)}"
            self.managers.append(draw_manager(self.draws, name))
        manager = self.draws.one(self.managers)
        arg = self.argument()
        named = manager.has_setup and self.draws.chance(70)
        name_of_it = self.new("list") if named else None
        if name_of_it:
            self.fixed.add(name_of_it)
        return [Resource(manager.name, arg, name_of_it, self.block(depth))]

    def write_tagged(self, depth: int) -> list[Stmt]:
        return [Tagged("night", self.block(depth))]

    def write_reference(self, depth: int) -> list[Stmt]:
        names = [name for name in self.results() if name not in self.given_names()]
        if not names:
            return self.write_call(depth)
        return [Reference(tuple(self.draws.some(names, 1, 2)))]

    def write_for(self, depth: int) -> list[Stmt]:
        """Return a list, and a loop that appends results to it."""
        target, var = self.name("parts"), self.name("i")
        expr, _ = self.inner_call(var)
        values = tuple(range(self.draws.number(1, 3)))
        loop = For(var, values, (Append(target, expr),))
        self.lists[target] = len(values)
        return [Assign((target,), Items("list", ())), loop]

    def write_chain(self, depth: int) -> list[Stmt]:
        """Return a loop in which each result goes into the next call."""
        start = self.draws.one(self.results())
        acc, var = self.name("acc"), self.name("i")
        task = self.task(None, parameters=1)
        expr = self.call_of(task, (Var(acc), Var(var)), Const(2))
        loop = For(
            var, self.draws.one([(1, 2), (1,), (2, 0, 5)]), (Assign((acc,), expr),)
        )
        self.known(acc, "any")
        return [Assign((acc,), Var(start)), loop]

    def write_comprehension(self, depth: int) -> list[Stmt]:
        target, var = self.name("parts"), self.name("i")
        values = tuple(self.draws.some([1, 2, "a", 0], 1, 3))
        expr, _ = self.inner_call(var)
        self.lists[target] = len(values)
        return [Assign((target,), Comprehension(expr, var, values))]

    def write_if(self, depth: int) -> list[Stmt]:
        """Return a condition on a constant; both branches bind one name."""
        (one, kind), (other, _) = self.call(), self.call()
        name = self.new("any" if kind == "mapped" else kind)
        branches = [(Assign((name,), expr),) for expr in (one, other)]
        return [If(self.draws.number(0, 4), *branches)]

    def write_help(self, depth: int) -> list[Stmt]:
        """Return a call of a function of the file that makes two tasks."""
        if not self.helpers or self.draws.chance(50):
            self.helpers.append(self.helper())
        helper = self.draws.one(self.helpers)
        args = (self.argument(), Const(self.draws.number(0, 3)))
        return [self.bound(Help(helper.name, args), "any")]

    def helper(self) -> HelperDef:
        first, second = self.task(None, parameters=1), self.task(None, parameters=1)
        inner = self.call_of(first, (Var("value"), Var("number")), Const(0))
        result: Expr = self.call_of(second, (Var("made"), Var("value")), Const(1))
        body: Sequence[Stmt] = (Assign(("made",), inner),)
        name = f"stage{len(self.helpers)}"
        return HelperDef(name, ("value", "number"), tuple(body), result)


def tasks_of(helper: HelperDef) -> set[str]:
    """Return the names of the tasks that a helper calls."""
    made = [stmt.expr for stmt in helper.body if isinstance(stmt, Assign)]
    return {each.task for each in (*made, helper.result) if isinstance(each, Call)}
