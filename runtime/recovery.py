"""Computing a run's graph, and what to do when Dask itself loses a node of it."""

from collections.abc import Iterable
from typing import Any, Callable

from .builder import GraphBuilder
from .chunks import gather
from .folding import Folder
from .mapped import Mapped
from .outcome import Box


def compute_all(
    builder: GraphBuilder, backend: Any, wanted: Iterable[str], folder: Folder
) -> dict[str, Callable[[], Any]]:
    """Compute the nodes of the tasks `wanted`; for each slug how to fetch its value."""
    nodes = {slug: nodes_of(builder.nodes[slug]) for slug in wanted}
    flat = {node.key: node for group in nodes.values() for node in group}
    held = dict(zip(flat, backend.compute(list(flat.values()))))
    return {
        slug: fetcher(builder.nodes[slug], [held[node.key] for node in group], backend)
        for slug, group in nodes.items()
    }


def nodes_of(node: Any) -> list[Any]:
    """The Dask nodes that a task's result is made of."""
    if isinstance(node, Box):
        return []
    return node.nodes if isinstance(node, Mapped) else [node]


def fetcher(node: Any, held: list[Any], backend: Any) -> Callable[[], Any]:
    """A function that fetches a task's value from where `backend` holds it."""

    def fetch() -> Any:
        if isinstance(node, Box):
            return node.value
        values = [backend.fetch(one) for one in held]
        if isinstance(node, Mapped):
            return gather(values, node.column).value
        return values[0].value

    return fetch
