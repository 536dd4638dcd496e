"""Values as tasks: constants, and collections with tasks in them (semantics, 2.4)."""

from collections.abc import Iterable, Sequence
from typing import Any, Optional

from .annotations import bare_value, is_annotated
from .tasks import Task


class Constant(Task):
    """A value where a task is wanted; named by its repr, if that is short."""

    _kind = "Constant"

    def __init__(self, value: Any, name: Optional[str] = None, **named: Any) -> None:
        self.value = value
        if name is None:
            name = repr(value)
            if len(name) > 8:
                name = f"Constant[{type(value).__name__}]"
        super().__init__(name, **named)

    def run(self) -> Any:
        return self.value


class VarArgsTask(Task):
    """A task that is bound to any number of values: `arg_1`, `arg_2`, ..."""

    _kind = "VarArgsTask"

    def bind(self, *values: Any, **named: Any) -> Any:
        members = {f"arg_{place}": each for place, each in enumerate(values, 1)}
        return super().bind(**members, **named)


def members_in_order(members: dict[str, Any]) -> list[Any]:
    """The values of `arg_1`, `arg_2`, ... in the order of their numbers."""
    keys = sorted(members, key=lambda key: int(key.rpartition("_")[2]))
    return [members[key] for key in keys]


class List(VarArgsTask):
    """A list of results."""

    _kind = "List"

    def run(self, **task_results: Any) -> list[Any]:
        return members_in_order(task_results)


class Tuple(VarArgsTask):
    """A tuple of results."""

    _kind = "Tuple"

    def run(self, **task_results: Any) -> tuple[Any, ...]:
        return tuple(members_in_order(task_results))


class Set(VarArgsTask):
    """A set of results."""

    _kind = "Set"

    def run(self, **task_results: Any) -> set[Any]:
        return set(task_results.values())


class Dict(Task):
    """A dictionary, of a list of keys and one of values."""

    _kind = "Dict"

    def run(self, keys: Sequence[Any], values: Sequence[Any]) -> dict[Any, Any]:
        if len(keys) != len(values):
            raise ValueError("A different number of keys and values were provided!")
        return dict(zip(keys, values))


def is_constant(value: Any) -> bool:
    """Whether there is no task in a value, nor in the collections it consists of."""
    if isinstance(value, Task) or is_annotated(value):
        return False
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple, set)):
        return all(map(is_constant, value))
    return True


def as_task_value(x: Any, flow: Any = None) -> Any:
    """`x` as a task: itself, a Constant, or a collection bound in the flow.

    A dictionary is its keys, a constant, and a list of its values: two nodes (003).
    """
    x = bare_value(x)
    if isinstance(x, Task):
        return x
    made_of = Constant(x) if is_constant(x) else collected(x, flow)
    made_of.auto_generated = True
    return made_of


def collected(members: Any, flow: Any) -> Any:
    """The node of a collection with tasks in it."""
    if isinstance(members, dict):
        keys, values = list(members), list(members.values())
        return Dict().bind(keys=keys, values=values, flow=flow)
    kind = next(k for base, k in BY_TYPE if isinstance(members, base))
    return kind().bind(*members, flow=flow)


BY_TYPE: Iterable[tuple[type, type]] = ((list, List), (tuple, Tuple), (set, Set))
