"""`prefect.context`: what a run and its tasks know of themselves (section 4).

The values lie in a registry of the process that is found by name, because functions
of a script travel pickled by value and must not drag a ContextVar along.
"""

import contextlib
import contextvars
import sys
import types
from collections.abc import Iterator
from typing import Any, Optional


class MissingKey(KeyError, AttributeError):
    """No such key: the error of Prefect's configuration, of both kinds."""


class DotDict(dict):  # type: ignore[type-arg]
    """A dictionary whose items are attributes too."""

    def __getattr__(self, name: str) -> Any:
        if name in self:
            return self[name]
        raise MissingKey(f"{type(self).__name__!r} has no attribute {name!r}")

    def __missing__(self, name: str) -> Any:
        raise MissingKey(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]

    def __reduce__(self) -> Any:
        return type(self), (dict(self),)

    def copy(self) -> Any:
        return type(self)(self)

    def to_dict(self) -> Any:
        return undotted(self)


def dotted(value: Any) -> Any:
    """A dictionary, and those inside it, as DotDicts; anything else as it is."""
    if isinstance(value, dict):
        return DotDict({key: dotted(item) for key, item in value.items()})
    return value


def undotted(value: Any) -> Any:
    """A DotDict, and those inside it, as dictionaries; anything else as it is."""
    if isinstance(value, DotDict):
        return {key: undotted(item) for key, item in value.items()}
    return value


def merged_dots(below: Any, above: Any) -> Any:
    """Two dictionaries as one, those inside them merged too; `above` goes over."""
    if isinstance(below, dict) and isinstance(above, dict):
        found = DotDict(below)
        for key, item in above.items():
            found[key] = merged_dots(found.get(key), item)
        return found
    return dotted(above)


def process_registry() -> dict[str, Any]:
    """What this process keeps for all that runs in it."""
    name = "_flowc_context"
    registry = sys.modules.get(name)
    if registry is None:
        registry = sys.modules.setdefault(name, types.ModuleType(name))
    return registry.__dict__


def context_variable() -> Any:
    """The ContextVar of this process that holds the current context's values."""
    fresh: Any = contextvars.ContextVar("_flowc_context")
    return process_registry().setdefault("values", fresh)


def context_values() -> dict[str, Any]:
    """The values of the current context, to read and to write."""
    variable = context_variable()
    values: Optional[dict[str, Any]] = variable.get(None)
    if values is None:
        values = {}
        variable.set(values)
    return values


@contextlib.contextmanager
def context_entered(values: dict[str, Any], given: Any = None) -> Iterator[Any]:
    """Make `values` the context, and put the one before back at the end."""
    variable = context_variable()
    token = variable.set(values)
    try:
        yield given
    finally:
        variable.reset(token)
