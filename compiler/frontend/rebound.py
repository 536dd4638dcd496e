"""Names that a file binds again behind a flow: which meaning the script gives them.

A flow's block uses a name as it is bound when the block runs; the body of a task looks
its globals up when the flow runs; what is bound behind `flow.run()` concerns neither.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import libcst as cst

from ..ir.code import Code, CodeKind
from ..ir.flow import Carried
from .building import is_run
from .findings import Findings
from .recipes import Recipe
from .roles import Placed, Role
from .syntax import all_bound_in, bound_in, names_in

_CARRIED = (Role.IMPORT, Role.CODE, Role.TASK)
_DEFINITIONS = (cst.FunctionDef, cst.ClassDef)


@dataclass(frozen=True)
class Rebound:
    """A name that the block reads and carried code binds anew behind it.

    `alias` keeps the first meaning; `later` is the statement that gives it the other,
    the `number`-th of the carried ones that bind the name.
    """

    name: str
    alias: str
    later: cst.CSTNode
    number: int

    def kept(self, codes: Sequence[Code]) -> tuple[Code, ...]:
        """The carried code, with a line that keeps the first meaning."""
        binders = [place for place, code in enumerate(codes) if self.name in code.binds]
        place, first = binders[self.number], codes[binders[self.number - 1]]
        line = replace(
            first,
            kind=CodeKind.CODE,
            text=f"{self.alias} = {self.name}\n",
            binds=(self.alias,),
            names=frozenset({self.name}),
            free=frozenset({self.name}),
            others=False,
        )
        return (*codes[:place], line, *codes[place:])

    def used(self, findings: Findings) -> Carried:
        """The line by which the block finds the first meaning under its name."""
        binds, names = frozenset({self.name}), frozenset({self.alias})
        span = findings.spans.of(self.later)
        return Carried(f"{self.name} = {self.alias}", binds, names, span)


def with_first_meanings(
    codes: tuple[Code, ...], again: Iterable[Rebound]
) -> tuple[Code, ...]:
    """The carried code, with lines that keep the first meanings of names."""
    for each in again:
        codes = each.kept(codes)
    return codes


def rebound_names(
    recipe: Recipe,
    placed: Sequence[Placed],
    lines: Sequence[cst.CSTNode],
    taken: Iterable[str],
) -> list[Rebound]:
    """The names that the statements of a block read, and that other code binds both
    before and behind them."""
    if recipe.function is not None:
        return []
    places = {id(item.node): item.position for item in placed}
    read: dict[str, int] = {}
    for line in lines:
        for name in names_in(line):
            read.setdefault(name, places.get(id(line), len(placed)))
    found, avoid = [], set(taken)
    for name, place in read.items():
        binders = [item for item in placed if _binds(item, name)]
        later = [n for n, item in enumerate(binders) if item.position > place]
        if later and later[0] > 0 and binders[later[0]].role is not Role.IMPORT:
            alias = _free(f"{name}_before", avoid)
            found.append(Rebound(name, alias, binders[later[0]].node, later[0]))
    return found


def _binds(item: Placed, name: str) -> bool:
    return item.role in _CARRIED and name in bound_in(item.node)


def _free(wanted: str, avoid: set[str]) -> str:
    """A name like the wanted one that nothing has; it is taken from then on."""
    name, number = wanted, 2
    while name in avoid:
        name, number = f"{wanted}_{number}", number + 1
    avoid.add(name)
    return name


def say_unclear(
    placed: Sequence[Placed],
    lines: Sequence[cst.CSTNode],
    kept: Sequence[Rebound],
    findings: Findings,
) -> None:
    """Warn of names that code which the block calls reads, and that are bound anew
    behind it: the script gives that code their last meaning."""
    known = {each.name for each in kept}
    end = max((i.position for i in placed if i.node in lines), default=len(placed))
    helpers = {
        name: item.node
        for item in placed
        if item.role is Role.CODE and isinstance(item.node, _DEFINITIONS)
        for name in bound_in(item.node)
    }
    waiting = {name for line in lines for name in names_in(line)} & helpers.keys()
    seen: set[str] = set()
    while waiting - seen:
        helper = min(waiting - seen)
        seen.add(helper)
        read = names_in(helpers[helper]).keys() - all_bound_in(helpers[helper])
        waiting |= read & helpers.keys()
        for name in sorted(read - known):
            binders = [item for item in placed if _binds(item, name)]
            later = [item for item in binders if item.position > end]
            if later and len(later) < len(binders):
                known.add(name)
                message = f"{name} is bound again behind the flow that {helper} builds"
                help = f"give one of them another name: {helper} gets the last one here"
                place = later[0].node
                findings.say("FLC415", message, place, help=help)


def without_later(recipe: Recipe, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """The statements, but for those behind the run of a flow that bind anew what code
    before it binds: they are no concern of that run's.

    What the program around the flow reads behind its run is a part of that program.
    """
    if recipe.function is not None:
        return tuple(placed)
    end = _run_place(recipe, placed)
    before = {n for i in placed[:end] if i.role in _CARRIED for n in bound_in(i.node)}
    read = set(_read_behind(recipe, placed[end + 1 :]))
    return tuple(
        (
            replace(item, role=Role.ENTRY if read & _bound(item) else Role.BLOCK)
            if item.position > end and item.role in _CARRIED and _bound(item) <= before
            else item
        )
        for item in placed
    )


def _bound(item: Placed) -> set[str]:
    """The names that a statement binds, "" if there are none."""
    return set(bound_in(item.node)) or {""}


def _run_place(recipe: Recipe, placed: Sequence[Placed]) -> int:
    """The position of the statement that runs the flow, else behind all of them."""
    start = next(
        (i.position for i in placed if i.node is recipe.lines[recipe.place]), 0
    )
    runs = (
        item.position
        for item in placed
        if item.position > start and is_run(item.node, recipe.variable)
    )
    return next(runs, len(placed))


def _read_behind(recipe: Recipe, placed: Iterable[Placed]) -> Iterator[str]:
    """What statements behind the run read, those about other flows aside."""
    for item in placed:
        names = names_in(item.node).keys()
        if item.role not in _CARRIED and not names & recipe.others:
            yield from names
