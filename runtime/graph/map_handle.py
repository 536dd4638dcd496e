"""Handles of mapped results while the graph is built."""

from collections.abc import Sequence
from typing import Any, Optional

from ..worker.chunk_node import GatherRun
from ..worker.gathering import to_be_gathered
from .layers import layered, one_of_each_layer

# Of more chunks than that dask.delayed makes no argument in good time.
MOST_ARGUMENTS = 64


class MappedResult:
    """A mapped result: one column of the chunk nodes that compute it.

    `width` is the number of elements where it is known when the graph is built;
    `read` tells whether a task reads the result.
    """

    def __init__(
        self,
        slug: str,
        nodes: Sequence[Any],
        gathering: GatherRun,
        width: Optional[int],
    ) -> None:
        self.slug = slug
        self.nodes = list(nodes)
        self.gathering = gathering
        self.column = gathering.column
        self.width = width
        self.read = False
        self.given = False
        self.whole: Any = None

    def gather(self) -> Any:
        """The whole result, in order, as an argument of a task that needs it whole.

        The first task gathers it itself, without the detour over another node.
        """
        if self.given or len(self.nodes) > MOST_ARGUMENTS:
            return self.gathered()
        self.read = self.given = True
        return to_be_gathered(self.column, self.nodes)

    def gathered(self) -> Any:
        """A Dask node of the whole result, in order."""
        self.read = True
        if self.whole is None:
            name, *rest = self.nodes[0].key
            key = (f"gather-{name}", *rest, self.column)
            chunks = [node.key for node in self.nodes]
            tasks = {key: (self.gathering, chunks)}
            above = one_of_each_layer(self.nodes)
            (self.whole,) = layered("-".join(map(str, key)), tasks, above)
        return self.whole
