"""What stands for `prefect.context` in a script (section 4)."""

import logging
import types
from collections.abc import Iterator
from typing import Any

from .config import config_of_environment
from .context import (
    DotDict,
    context_entered,
    context_values,
    dotted,
    merged_dots,
    undotted,
)
from .prefect_environment import context_of_environment

# What the runtime itself keeps among the values.
OWN_KEYS = frozenset(
    {
        *("approved", "flow_result", "log_level"),
        *("channel", "key_values", "artifacts_made"),
    }
)


def known_values() -> dict[str, Any]:
    """The values of the current context; outside of a run, what is known there."""
    values = context_values()
    if "logger" not in values:
        for name, value in base_values().items():
            values.setdefault(name, value)
    return values


def base_values() -> dict[str, Any]:
    """What the context holds outside of a run."""
    logger = logging.getLogger("prefect")
    given = dotted(context_of_environment())
    return {**given, "config": config_of_environment(), "logger": logger}


class PlainContext:
    """What `prefect.context` is: attributes, items, and a context manager.

    A missing key is an AttributeError as an attribute, a KeyError as an item, and the
    default with `get`.
    """

    def told(self, name: str) -> Any:
        """The value of a key, as it is given out."""
        return known_values()[name]

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        """The values of now, for `vars`; to be read only, since they are the run's."""
        return types.MappingProxyType(self.copy())

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__") and name in self:
            return self.told(name)
        raise AttributeError(f"'Context' object has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        known_values()[name] = value

    def __delattr__(self, name: str) -> None:
        if name not in self:
            raise AttributeError(f"'Context' object has no attribute {name!r}")
        del known_values()[name]

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        return self.told(name)

    def __setitem__(self, name: str, value: Any) -> None:
        known_values()[name] = value

    def __delitem__(self, name: str) -> None:
        del known_values()[name]

    def __contains__(self, name: object) -> bool:
        return name in known_values()

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def __repr__(self) -> str:
        return "<Context>"

    def __reduce__(self) -> Any:
        return type(self), ()

    def __call__(self, *dictionaries: Any, **named: Any) -> Any:
        """A context manager: the context with these values over its own."""
        values = {**known_values(), **dict(*dictionaries, **named)}
        if "config" in values:
            below = known_values().get("config")
            values["config"] = merged_dots(below, values["config"])
        return context_entered(values, self)

    def get(self, name: str, default: Any = None) -> Any:
        return self.told(name) if name in self else default

    def setdefault(self, name: str, default: Any = None) -> Any:
        known_values().setdefault(name, default)
        return self.told(name)

    def update(self, *dictionaries: Any, **named: Any) -> None:
        known_values().update(*dictionaries, **named)

    def pop(self, name: str, *default: Any) -> Any:
        if name not in self:
            return known_values().pop(name, *default)
        value = self.told(name)
        del self[name]
        return value

    def clear(self) -> None:
        known_values().clear()

    def keys(self) -> Any:
        return {name: None for name in known_values() if name not in OWN_KEYS}.keys()

    def values(self) -> Any:
        return self.copy().values()

    def items(self) -> Any:
        return self.copy().items()

    def copy(self) -> Any:
        """The values of now, as a dictionary with attributes."""
        return DotDict({name: self.told(name) for name in self.keys()})

    def to_dict(self) -> dict[str, Any]:
        return {name: undotted(self.told(name)) for name in self.keys()}
