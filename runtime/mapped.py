"""Handles of mapped results while the graph is built."""

from collections.abc import Sequence
from typing import Any, Optional

from dask import delayed

from .chunks import GatherRun


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
        self.whole: Any = None

    def gather(self) -> Any:
        """A Dask node of the whole result, in order, for a task that needs it whole."""
        self.read = True
        if self.whole is None:
            key = (
                f"gather-{self.nodes[0].key[0]}",
                *self.nodes[0].key[1:],
                self.column,
            )
            node = delayed(self.gathering, pure=False)
            self.whole = node(self.nodes, dask_key_name=key)
        return self.whole
