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


class DotDict(dict):  # type: ignore[type-arg]
    """A dictionary whose items are attributes too."""

    def __getattr__(self, name: str) -> Any:
        if name in self:
            return self[name]
        raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        del self[name]

    def __reduce__(self) -> Any:
        return type(self), (dict(self),)


def dotted(value: Any) -> Any:
    """A dictionary, and those inside it, as DotDicts; anything else as it is."""
    if isinstance(value, dict):
        return DotDict({key: dotted(item) for key, item in value.items()})
    return value


def context_variable() -> Any:
    """The ContextVar of this process that holds the current context's values."""
    name = "_flowc_context"
    registry = sys.modules.get(name)
    if registry is None:
        registry = sys.modules.setdefault(name, types.ModuleType(name))
    fresh: Any = contextvars.ContextVar(name)
    return registry.__dict__.setdefault("values", fresh)


def context_values() -> dict[str, Any]:
    """The values of the current context, to read and to write."""
    variable = context_variable()
    values: Optional[dict[str, Any]] = variable.get(None)
    if values is None:
        values = {}
        variable.set(values)
    return values


@contextlib.contextmanager
def context_entered(values: dict[str, Any]) -> Iterator[None]:
    """Make `values` the context, and put the one before back at the end."""
    variable = context_variable()
    token = variable.set(values)
    try:
        yield
    finally:
        variable.reset(token)


class RunContext:
    """What stands for `prefect.context`: attributes, items, and a context manager.

    A missing key is an AttributeError as an attribute, a KeyError as an item, and the
    default with `get`.
    """

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__") and name in context_values():
            return context_values()[name]
        raise AttributeError(f"'Context' object has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        context_values()[name] = value

    def __delattr__(self, name: str) -> None:
        del context_values()[name]

    def __getitem__(self, name: str) -> Any:
        return context_values()[name]

    def __setitem__(self, name: str, value: Any) -> None:
        context_values()[name] = value

    def __contains__(self, name: object) -> bool:
        return name in context_values()

    def __iter__(self) -> Iterator[str]:
        return iter(context_values())

    def __len__(self) -> int:
        return len(context_values())

    def __repr__(self) -> str:
        return "<Context>"

    def __reduce__(self) -> Any:
        return RunContext, ()

    def __call__(self, *dictionaries: Any, **named: Any) -> Any:
        """A context manager: the context with these values over its own."""
        return context_entered({**context_values(), **dict(*dictionaries, **named)})

    def get(self, name: str, default: Any = None) -> Any:
        return context_values().get(name, default)

    def setdefault(self, name: str, default: Any = None) -> Any:
        return context_values().setdefault(name, default)

    def update(self, *dictionaries: Any, **named: Any) -> None:
        context_values().update(*dictionaries, **named)

    def pop(self, name: str, *default: Any) -> Any:
        return context_values().pop(name, *default)

    def keys(self) -> Any:
        return context_values().keys()

    def values(self) -> Any:
        return context_values().values()

    def items(self) -> Any:
        return context_values().items()

    def copy(self) -> dict[str, Any]:
        return dict(context_values())

    def to_dict(self) -> dict[str, Any]:
        return dict(context_values())
