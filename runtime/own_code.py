"""The runtime's own things, and how they are told from a program's others."""

import types
from typing import Any

from .runtime_start import runtime_begins

WORLD_MARK = "__flowc_kept__"
EARLY_MARKS = ("early_runtime_begins", "early_runtime_ends")


def is_of_runtime(thing: Any) -> bool:
    """Whether a function or class is the runtime's, and the script that has it is the
    program itself: nothing else could import it."""
    if not isinstance(thing, (types.FunctionType, type)):
        return False
    if thing.__module__ != "__main__":
        return False
    world = runtime_begins.__globals__
    name = str(thing.__qualname__)
    return world.get(name) is thing and name in names_of_runtime(world)


def kept_of_runtime() -> Any:
    """What this runtime, one of several that may be in a process, knows of itself.

    Its `names`; its code as it was, or is to be, `packed` for workers, and what opens
    that; and which of the names are `sent` with it, None before it is packed.
    """
    fresh = types.SimpleNamespace(names=None, packed=None, sent=None, opener=None)
    return runtime_begins.__globals__.setdefault(WORLD_MARK, fresh)


def names_of_runtime(world: dict[str, Any]) -> frozenset[str]:
    """The names that the runtime has among a program's; of none that is imported.

    In a script they come last, but for those that carried code needs on import, which
    stand between two marks. Where they have travelled to, there are no others.
    """
    if world.get("__name__") != "__main__":
        return frozenset()
    kept = kept_of_runtime()
    if kept.names is None:
        names = list(world)
        found = set(names[names.index(runtime_begins.__name__) :])
        if EARLY_MARKS[0] in world:
            first, last = map(names.index, EARLY_MARKS)
            found.update(names[first:last])
        kept.names = frozenset(found)
    return frozenset(kept.names)
