"""`prefect.context`: what a run and its tasks know of themselves (section 4)."""

import contextlib
import contextvars
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


# The values of the current context.
current_context: Any = contextvars.ContextVar("flowc_context")


def context_values() -> dict[str, Any]:
    """The values of the current context, to read and to write."""
    values: Optional[dict[str, Any]] = current_context.get(None)
    if values is None:
        values = {}
        current_context.set(values)
    return values


@contextlib.contextmanager
def context_entered(values: dict[str, Any], given: Any = None) -> Iterator[Any]:
    """Make `values` the context, and put the one before back at the end."""
    token = current_context.set(values)
    try:
        yield given
    finally:
        current_context.reset(token)
