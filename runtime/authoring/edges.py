"""`Edge`: that one task runs after another, and with its result or not."""

import keyword
from typing import Any, Optional

from .annotations import annotations_of
from .collections_tasks import as_task_value
from .ordered_set import OrderedSet


class Edge:
    """An edge of a flow: `upstream_task`, `downstream_task`, `key`, `mapped`,
    `flattened` (semantics, section 3).

    `key` is the argument that gets the result; None means order and trigger only.
    Annotations around the upstream task win over `mapped` and `flattened`.
    """

    def __init__(
        self,
        upstream_task: Any,
        downstream_task: Any,
        key: Optional[str] = None,
        mapped: Optional[bool] = None,
        flattened: Optional[bool] = None,
        flow: Any = None,
    ) -> None:
        if upstream_task is downstream_task:
            raise ValueError("Edges can not connect a task to itself.")
        if key is not None and not is_argument_name(key):
            raise ValueError(f'Key must be a valid identifier (received "{key}")')
        said = {**annotations_of(upstream_task), **annotations_of(downstream_task)}
        self.key = key
        self.upstream_task = as_task_value(upstream_task, flow=flow)
        self.downstream_task = as_task_value(downstream_task, flow=flow)
        self.mapped = said.get("mapped", mapped or False)
        self.flattened = said.get("flattened", flattened or False)

    @property
    def tasks(self) -> OrderedSet:
        return OrderedSet([self.upstream_task, self.downstream_task])

    def compared(self) -> tuple[Any, ...]:
        """What makes two edges of a flow the same."""
        ends = (self.upstream_task, self.downstream_task)
        return (*ends, self.key, self.mapped, self.flattened)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edge) and self.compared() == other.compared()

    def __hash__(self) -> int:
        return hash(self.compared())

    def __repr__(self) -> str:
        flags = f"key={self.key}, mapped={self.mapped}, flattened={self.flattened}"
        ends = f"{self.upstream_task.name} to {self.downstream_task.name}"
        return f"<Edge({flags}): {ends}>"


def is_argument_name(key: Any) -> bool:
    """Whether a key can be the name of an argument."""
    return isinstance(key, str) and key.isidentifier() and not keyword.iskeyword(key)
