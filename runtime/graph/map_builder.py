"""The part of a flow's builder that makes the nodes of mapped tasks."""

from collections.abc import Sequence
from typing import Any, Callable, Optional

import dask

from ..policies.worker_resources import ask_for_resources, resources_of
from ..wire.runtime_plugin import Shipment
from ..worker.chunk_node import GatherRun
from ..worker.kernels import Kernel
from ..worker.task_node import TaskRun
from ..worker.task_spec import Step
from .flattening import FlattenRun
from .layers import layered
from .map_handle import MappedResult
from .node_builder import NodeBuilder
from .partitioning import Spread

# Unless there are more threads.
MOST_CHUNKS = 64


class MapBuilder(NodeBuilder):
    """Makes the chunks of maps, and what puts their results together again."""

    threads: int
    chunks: Optional[int]
    slots: Sequence[str]
    keep: frozenset[str]
    keep_all: bool

    def __init__(self, run_id: str) -> None:
        super().__init__(run_id)
        self.gatherings: list[Any] = []
        self.flats: dict[Any, Any] = {}
        self.maps = 0
        self.shipping: dict[str, Any] = {}

    def map(self, run: TaskRun, /, *, upstream_tasks: Any = (), **inputs: Any) -> Any:
        """Map a task over its inputs; returns a `MappedResult`.

        Inputs in `unmapped(...)` go whole to every element; `upstream_tasks` only have
        to be finished.
        """
        ordered = {f"upstream_tasks[{n}]": v for n, v in enumerate(upstream_tasks)}
        step = run.step
        step.inputs = {name: name for name in inputs}
        step.upstream = tuple(ordered)
        given = {**inputs, **ordered}
        return self.map_steps(step.function, [step], given, run.surroundings)[-1]

    def map_steps(
        self,
        function: Callable[..., Any],
        steps: list[Step],
        inputs: dict[str, Any],
        surroundings: Any = None,
    ) -> list[MappedResult]:
        """Map a function that does the steps of one element; their results.

        It takes the `inputs` of the steps, as `map` does, and returns the last result.
        """
        inner = [step.result for step in steps[:-1] if self.keeps(step)]
        exports = [steps[-1].result, *inner]
        # Tasks that ask for different resources share no kernel. One with any goes
        # where they are.
        resources = resources_of(steps[-1].tags)
        slots = () if resources else self.slots
        spread = Spread(inputs, self.wanted, self.run_id, self.shipments, slots)
        own = [name for name in inputs if name not in steps[-1].upstream]
        kernel = Kernel(function, steps, spread.each(own), spread.fixed(own), exports)
        self.maps += 1
        for node, run, reads in spread.chunks(kernel, self.maps, self.channel):
            run.surroundings = surroundings
            self.enter(node, run, reads)
        ask_for_resources(spread.nodes[0], resources)
        return [self.handle(step, spread, kernel) for step in steps]

    def shipments(self) -> dict[str, Any]:
        """Nodes that bring the workers the bytes of all runs, by their addresses."""
        if not self.shipping and self.slots:
            run, places = Shipment(self.channel), list(dict.fromkeys(self.slots))
            self.gatherings.append(run)
            name = f"code-{self.run_id}"
            tasks = {(name, number): (run,) for number in range(len(places))}
            nodes = layered(name, tasks, (), places)
            self.shipping = dict(zip(places, nodes))
        return self.shipping

    def keeps(self, step: Step) -> bool:
        """Whether a step's result is needed outside the kernel that it is part of."""
        return self.keep_all or step.slug in {*self.keep, *self.caching}

    def wanted(self, known: bool) -> int:
        """The number of chunks of a map, if it is not narrower.

        Three for each thread, so that uneven chunks even out; a fourth costs more than
        it evens out. Of a map whose width is not known two: most of the maps that tasks
        make a list for are narrow, and an empty chunk costs as much as any other. On
        large clusters, where many chunks are not cheap, one for each thread.
        """
        if self.chunks:
            return self.chunks
        found = self.threads * (3 if known else 2)
        return found if found <= MOST_CHUNKS else self.threads

    def handle(self, step: Step, spread: Spread, kernel: Kernel) -> MappedResult:
        """The handle of one step's mapped result."""
        gathering = GatherRun(step.result, self.channel)
        self.gatherings.append(gathering)
        handle = MappedResult(step.slug, spread.nodes, gathering, spread.width)
        inner = {name for other in kernel.steps for name in other.inputs.values()}
        handle.read = step.result in inner
        self.nodes[step.slug] = handle
        record = self.records[step.slug]
        record.mapped, record.width = True, spread.width
        return handle

    def flat(self, handle: Any) -> Any:
        """A node of a result's elements in a row, un-nested by one level (080)."""
        source = handle.gathered() if isinstance(handle, MappedResult) else handle
        run = FlattenRun(self.channel)
        self.gatherings.append(run)
        node = dask.delayed(run, pure=False)(source)
        self.consumed |= node.dask.dependencies[node.key]
        self.flats[node.key] = node
        return node
