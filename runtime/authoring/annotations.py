"""What an argument says of its own edge: `mapped(x)`, `unmapped(x)`, `flatten(x)`."""

from typing import Any, ClassVar

from .unmapping import Unmapped


class EdgeAnnotation:
    """An argument, `value`, with what its edge is to be, `annotations`.

    Annotations nest; of two that say the same, the inner one holds.
    """

    _flags: ClassVar[dict[str, bool]] = {}

    def __init__(self, value: Any) -> None:
        self.annotations = {**self._flags, **annotations_of(value)}
        self.value = bare_value(value)


class MappedArgument(EdgeAnnotation):
    """An argument to map over, in a call that is no map (semantics, case 084)."""

    _flags: ClassVar[dict[str, bool]] = {"mapped": True}


class Flattened(EdgeAnnotation):
    """An argument whose elements are lists, to be joined to one list (case 080)."""

    _flags: ClassVar[dict[str, bool]] = {"flattened": True}


ANNOTATIONS = (EdgeAnnotation, Unmapped)


def is_annotated(value: Any) -> bool:
    """Whether `value` is an argument with an annotation around it."""
    return isinstance(value, ANNOTATIONS)


def bare_value(value: Any) -> Any:
    """The argument itself, without its annotations."""
    while isinstance(value, ANNOTATIONS):
        value = value.value
    return value


def annotations_of(value: Any) -> dict[str, bool]:
    """What the annotations around an argument say: `mapped`, `flattened`."""
    if isinstance(value, Unmapped):
        return {"mapped": False, **annotations_of(value.value)}
    if isinstance(value, EdgeAnnotation):
        return {**value.annotations, **annotations_of(value.value)}
    return {}
