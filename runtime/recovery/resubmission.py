"""Computing a run's graph, also when Dask itself loses a node of it.

A node is lost when the workers that run it die, or when what it needs can't be loaded
there. Its task fails, with what Dask says; what can still run is submitted once more,
under the same keys, so that results that are still held are not computed again.
"""

from collections.abc import Iterable
from typing import Any, Callable

from ..graph.builder import GraphBuilder
from ..graph.map_handle import MappedResult
from ..reporting.note_folder import Folder
from ..wire.runtime_plugin import pack
from ..wire.unpicklable import not_sent
from ..worker.gathering import gather
from ..worker.outcome import Box, received
from ..worker.task_node import TaskRun
from .lost_nodes import LostNodes


def compute_all(
    builder: GraphBuilder, backend: Any, wanted: Iterable[str], folder: Folder
) -> dict[str, Callable[[], Box]]:
    """Compute the nodes of the tasks `wanted`; for each slug how to fetch its box."""
    groups = {slug: nodes_of(builder.nodes[slug]) for slug in wanted}
    nodes = {node.key: node for group in groups.values() for node in group}
    lost = LostNodes(builder, folder, nodes)
    nodes.update(lost.spares())
    refused = refused_by_pickle(builder) if backend.remote else {}
    if refused:
        nodes = lost.without(refused)
    held = dict(zip(nodes, backend.compute(list(nodes.values()), builder.built)))
    while errors := {key: e for key in held if (e := backend.error(held[key]))}:
        note_lacking(builder, errors)
        for key in errors:
            del held[key]
        backend.wait_until_gone([*errors, *builder.runs])
        again = lost.replaced(errors, backend)
        backend.wait_until_gone([*errors, *builder.runs])
        held.update(zip(errors, backend.compute([again[key] for key in errors])))
    return {
        slug: fetcher(builder.nodes[slug], [held[node.key] for node in group], backend)
        for slug, group in groups.items()
    }


def note_lacking(builder: GraphBuilder, errors: dict[Any, BaseException]) -> None:
    """Note what workers can't import. Tasks raise nothing into Dask: the script's code
    could not be loaded there, or a value."""
    for error in errors.values():
        if isinstance(error, ImportError):
            error.__traceback__ = None  # the runtime's own frames, that tell nothing
            builder.lacking += [] if str(error) in builder.lacking else [str(error)]


def refused_by_pickle(builder: GraphBuilder) -> dict[Any, Exception]:
    """Pack what the nodes run; by their keys, why some of them can't be sent."""
    refused = pack([*builder.runs.values(), *builder.gatherings], builder.channel)
    keys = list(builder.runs)
    return {
        keys[number]: not_sent(steps_of(builder.runs[keys[number]]), error)
        for number, error in refused.items()
    }


def steps_of(run: Any) -> list[Any]:
    """The tasks that a node runs."""
    return [run.step] if isinstance(run, TaskRun) else list(run.kernel.steps)


def nodes_of(node: Any) -> list[Any]:
    """The Dask nodes that a task's result is made of."""
    if isinstance(node, Box):
        return []
    return node.nodes if isinstance(node, MappedResult) else [node]


def fetcher(node: Any, held: list[Any], backend: Any) -> Callable[[], Box]:
    """A function that fetches a task's outcome from where `backend` holds it."""

    def fetch() -> Box:
        if isinstance(node, Box):
            return node
        values = [received(backend.fetch(one)) for one in held]
        if isinstance(node, MappedResult):
            return gather(values, node.column)
        box: Box = values[0]
        return box

    return fetch
