"""Computing a run's graph, also when Dask itself loses a node of it.

A node is lost when the workers that run it die, or when what it needs can't be loaded
there. Its task fails, with what Dask says; what can still run is submitted once more,
under the same keys, so that results that are still held are not computed again.
"""

import time
from collections.abc import Iterable
from typing import Any, Callable, Optional

from dask.delayed import Delayed

from .builder import GraphBuilder
from .chunks import gather
from .folding import Folder
from .kernels import Kernel
from .mapped import Mapped
from .notes import StepCount, task_note
from .outcome import MAPPING, Box, Chunk, received
from .parcels import pack
from .signals import TRIGGERFAIL
from .single import TaskRun
from .triggers import Tally, all_successful


def compute_all(
    builder: GraphBuilder, backend: Any, wanted: Iterable[str], folder: Folder
) -> dict[str, Callable[[], Any]]:
    """Compute the nodes of the tasks `wanted`; for each slug how to fetch its value."""
    groups = {slug: nodes_of(builder.nodes[slug]) for slug in wanted}
    nodes = {node.key: node for group in groups.values() for node in group}
    lost = LostNodes(builder, folder, nodes)
    nodes.update(lost.spares())
    if backend.remote:
        pack([*builder.runs.values(), *builder.gatherings], builder.channel)
    held = dict(zip(nodes, backend.compute(list(nodes.values()))))
    while errors := {key: e for key in held if (e := backend.error(held[key]))}:
        again = lost.replaced(errors)
        for key in errors:
            del held[key]
        held.update(zip(errors, backend.compute([again[key] for key in errors])))
    return {
        slug: fetcher(builder.nodes[slug], [held[node.key] for node in group], backend)
        for slug, group in groups.items()
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
        values = [received(backend.fetch(one)) for one in held]
        if isinstance(node, Mapped):
            return gather(values, node.column).value
        return values[0].value

    return fetch


class LostNodes:
    """Finds the nodes that Dask lost, and puts their outcomes in their place."""

    def __init__(
        self, builder: GraphBuilder, folder: Folder, nodes: dict[Any, Any]
    ) -> None:
        self.runs = builder.runs
        self.records = builder.records
        self.folder = folder
        self.graph: dict[Any, Any] = {}
        self.upstream: dict[Any, set[Any]] = {}
        self.known: dict[Any, Any] = {}
        self.built = builder.built
        for node in nodes.values():
            self.upstream.update(node.dask.dependencies)
        self.nodes = nodes

    def spares(self) -> dict[Any, Any]:
        """The inputs of nodes whose trigger may let them run after a loss.

        They are held to the end of the run, so that none of them runs twice.
        """
        found: dict[Any, Any] = {}
        for key, run in self.runs.items():
            if isinstance(run, TaskRun) and run.step.trigger is not all_successful:
                inputs = self.through_gathers(self.upstream.get(key, ()))
                if len(inputs) > 1:
                    found.update({each: self.built[each] for each in inputs})
        return found

    def through_gathers(self, keys: Iterable[Any]) -> list[Any]:
        """The task nodes among `keys`, and those that the gathers among them read."""
        found: list[Any] = []
        for key in keys:
            found += [key] if key in self.runs else self.upstream.get(key, ())
        return found

    def replaced(self, errors: dict[Any, BaseException]) -> dict[Any, Any]:
        """The nodes in `errors` over a graph in which what was lost has its outcome."""
        if not self.graph:
            for node in self.nodes.values():
                self.graph.update(dict(node.dask))
        for key, error in self.origins(errors).items():
            self.settle(key, failed_node(self.runs[key], error, self.folder))
        for key in self.unfinished(errors):
            self.refuse(key)
        return {key: Delayed(key, self.graph) for key in errors}

    def settle(self, key: Any, outcome: Any) -> None:
        self.graph[key] = self.known[key] = outcome

    def origins(self, errors: dict[Any, BaseException]) -> dict[Any, BaseException]:
        """The nodes that were lost, not those that only depend on one.

        KilledWorker names the node; for any other error it is a node that has not
        finished though all of its inputs have.
        """
        names = {str(key): key for key in self.runs}
        found = {}
        for error in errors.values():
            key = names.get(str(getattr(error, "task", None)))
            if key is not None and key not in self.known:
                found[key] = error
        if found:
            return found
        first = next(iter(errors.values()))
        waiting = list(self.unfinished(errors))
        ready = [k for k in waiting if not self.pending_inputs(k)]
        return dict.fromkeys(ready or waiting[:1], first)

    def unfinished(self, errors: Iterable[Any]) -> Iterable[Any]:
        """The nodes above those in `errors` without an outcome, upstream first."""
        found: dict[Any, None] = {}

        def visit(key: Any) -> None:
            for each in self.upstream.get(key, ()):
                if each not in found:
                    visit(each)
            if key in self.runs and not self.finished(key):
                found[key] = None

        for key in errors:
            visit(key)
        return found

    def finished(self, key: Any) -> bool:
        return key in self.known or self.folder.finished(self.runs[key])

    def pending_inputs(self, key: Any) -> list[Any]:
        inputs = self.through_gathers(self.upstream.get(key, ()))
        return [each for each in inputs if not self.finished(each)]

    def refuse(self, key: Any) -> None:
        """Give a task that can't run any more its outcome, so that its other inputs
        are not computed for nothing."""
        run = self.runs[key]
        if not isinstance(run, TaskRun) or run.step.trigger is not all_successful:
            return
        inputs = self.through_gathers(self.upstream.get(key, ()))
        if not any(failing(self.known.get(each)) for each in inputs):
            return
        message = all_successful(Tally(1, 1, 1))
        box = Box("TriggerFailed", TRIGGERFAIL(message or ""), message)
        self.folder.hear(task_note(run.step, box, None, time.time()))
        self.settle(key, box)


def failing(outcome: Any) -> bool:
    """Whether an outcome that was put in place makes a trigger fail."""
    if isinstance(outcome, Chunk):
        return any(box.failed or box.children for box in outcome.columns.values())
    return isinstance(outcome, Box) and outcome.failed


def failed_node(run: Any, error: BaseException, folder: Folder) -> Any:
    """The outcome of a node that Dask lost, told to the folder as its note."""
    message = f"Error during execution of task: {error!r}"
    started = time.time()
    if isinstance(run, TaskRun):
        box = Box("Failed", error, message)
        folder.hear(task_note(run.step, box, error, started))
        return box
    width = folder.width_of(run.kernel.steps[-1].slug)
    length = len(range(run.position, width or 0, run.stride))
    parent = (
        Box("Mapped", None, MAPPING, {}) if width else Box("Failed", error, message)
    )
    tasks = []
    for step in run.kernel.steps:
        count = StepCount(step, run.position, run.stride, width or 0)
        for place in range(length):
            count.add(place, Box("Failed", error, message), error)
        tasks.append(count.note(parent, width or 0, length, started))
    note = {"kind": "chunk", "chunk": run.position, "of": run.stride}
    folder.hear({**note, "tasks": tasks})
    return Chunk(lost_columns(run.kernel, parent, length, error, message), width or 0)


def lost_columns(
    kernel: Kernel,
    parent: Box,
    length: int,
    error: BaseException,
    message: Optional[str],
) -> dict[str, Box]:
    """The columns of a chunk all of whose elements were lost."""
    if not parent.mapped:
        return dict.fromkeys(kernel.exports, parent)
    children = dict.fromkeys(range(length), ("Failed", message))
    values: list[Any] = [error] * length
    return {
        name: Box("Mapped", values, parent.message, children) for name in kernel.exports
    }
