"""Names for what the script defines: clear of the user's, and of one another."""

import keyword
import re
from collections.abc import Container, Iterable

from ..ir.binding import Binding
from ..ir.expr import free_name
from ..ir.flow import Flow
from .plan import GeneratedNames


def generated_names(taken: Iterable[str]) -> GeneratedNames:
    """The names of the script's own functions, clear of the user's at module level."""
    used = frozenset(taken)
    return GeneratedNames(run=free_name("run", used), main=free_name("main", used))


def own_names(names: GeneratedNames) -> tuple[str, ...]:
    """Those names, one by one."""
    return tuple(vars(names).values())


class Variables:
    """Hands out variables, each name once: `x`, then `x_2`, `x_3`, ..."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        # The number to try next, by name and by whether others are kept clear of.
        self.numbers: dict[tuple[str, bool], int] = {}

    def new(self, wanted: str, others: Container[str] = ()) -> str:
        """A variable as near to `wanted` as is free, and none of `others`."""
        name = wanted
        if not name.isidentifier():
            name = re.sub(r"\W+", "_", wanted).strip("_") or "result"
        if name[0].isdigit():
            name = f"_{name}"
        if keyword.iskeyword(name):
            name += "_"
        found, name = name, re.sub(r"(?<=^case)_1$", "", name)
        number = self.numbers.get((name, bool(others)), 2)
        while found in self.taken or found in others:
            found, number = f"{name}_{number}", number + 1
        self.numbers[name, bool(others)] = number
        self.taken.add(found)
        return found


def other_names(bindings: Iterable[Binding]) -> frozenset[str]:
    """The names that stand for something of the runtime's by another name."""
    return frozenset(each.name for each in bindings if each.name != each.text)


def module_names(flow: Flow) -> frozenset[str]:
    """The names that the carried code binds at module level."""
    return frozenset(name for code in flow.code for name in code.binds)
