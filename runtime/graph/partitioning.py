"""How a map is spread over chunk nodes while the graph is built."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Callable, Optional

import dask
from dask.base import is_dask_collection
from dask.delayed import Delayed

from ..authoring.unmapping import Unmapped
from ..wire.runtime_plugin import SHIPPED
from ..worker.channels import Channel
from ..worker.chunk_node import ChunkRun
from ..worker.extents import measured, strided
from ..worker.gathering import as_box
from ..worker.kernels import Kernel
from ..worker.outcome import Box, Chunk
from .layers import called, layered, one_of_each_layer
from .map_handle import MappedResult

# So many nodes, or more, do not carry the bytes of the runtime one by one.
MANY_CHUNKS = 16


class Spread:
    """The inputs of a map, dealt out to `stride` chunks.

    Chunk j takes the elements j, j + stride, ...: a mapped result of as many chunks
    hands its own part on, a list known already is cut here, and any other result goes
    whole to each chunk, which picks its elements. `width` is the number of elements
    where it is known, else None. `shipments` gives the nodes of the run's Shipment, by
    worker; `slots` has a worker for each thread that a chunk may have.
    """

    def __init__(
        self,
        inputs: dict[str, Any],
        wanted: Callable[[bool], int],
        run_id: str,
        shipments: Callable[[], dict[str, Any]],
        slots: Sequence[str],
    ) -> None:
        self.inputs = inputs
        self.shipments = shipments
        self.slots = slots
        self.run_id = run_id
        self.width = known_width(inputs.values())
        strides = {len(v.nodes) for v in inputs.values() if isinstance(v, MappedResult)}
        if len(strides) == 1:
            self.stride = strides.pop()
        else:
            limit = wanted(self.width is not None)
            self.stride = max(
                1, limit if self.width is None else min(limit, self.width)
            )
        self.kinds = {name: self.kind(value) for name, value in inputs.items()}
        self.nodes: list[Any] = []

    def each(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if self.kinds[name] != "fixed"]

    def fixed(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if self.kinds[name] == "fixed"]

    def kind(self, value: Any) -> str:
        """How an input spreads, as ChunkRun has it."""
        if isinstance(value, Unmapped):
            return "fixed"
        if isinstance(value, MappedResult) and len(value.nodes) == self.stride:
            return f"chunk:{value.column}"
        if isinstance(value, Box) and measured(value.value) >= 0:
            return "chunk:value"
        return "each"

    def chunks(
        self, kernel: Kernel, number: int, channel: Channel
    ) -> Iterator[tuple[Any, ChunkRun, set[Any]]]:
        """The chunk nodes, what they run, and the keys of the nodes that they read.

        `number` tells this map's keys from those of others.
        """
        name = f"{kernel.steps[-1].name}-{self.run_id}"
        shared = {n: whole(v) for n, v in self.inputs.items() if not self.cut(n)}
        slots = self.rotated(number)
        brought = self.shipments() if self.scattered and slots else {}
        tasks, runs, reads = {}, [], []
        for position in range(self.stride):
            run = ChunkRun(kernel, self.kinds, position, self.stride, channel)
            own = {n: self.part(n, position) for n in self.inputs if self.cut(n)}
            given = {**shared, **own}
            keys = {n: v.key for n, v in given.items() if isinstance(v, Delayed)}
            reads.append(set(keys.values()))
            if brought:
                run.shipped = True
                place = slots[position % len(slots)]
                keys = {**keys, SHIPPED: brought[place].key}
            tasks[(name, number, position)] = called(run, {**given, **keys})
            runs.append(run)
        above = [*self.above(shared), *brought.values()]
        places = itertools.cycle(slots) if self.spreading and slots else ()
        self.nodes = layered(f"{name}-{number}", tasks, above, places)
        return zip(self.nodes, runs, reads)

    def above(self, shared: dict[str, Any]) -> list[Any]:
        """Nodes in the graphs of which all are that a chunk reads."""
        found = [value for value in shared.values() if isinstance(value, Delayed)]
        for value in self.inputs.values():
            if isinstance(value, MappedResult):
                found += one_of_each_layer(value.nodes)
        return found

    def rotated(self, number: int) -> Sequence[str]:
        """The slots from another one on for each map: of narrow maps, all but the
        first few chunks are empty."""
        start = number % max(1, len(self.slots))
        return [*self.slots[start:], *self.slots[:start]]

    @property
    def spreading(self) -> bool:
        """Whether the chunks all read one list, and Dask would have them where it is:
        it takes the worker that holds an input, and steals once a second."""
        return "each" in self.kinds.values() and self.stride > 1

    @property
    def scattered(self) -> bool:
        """Whether the chunks have their code brought, being many or spreading."""
        return self.stride >= MANY_CHUNKS or self.spreading

    def cut(self, name: str) -> bool:
        return self.kinds[name].startswith("chunk")

    def part(self, name: str, position: int) -> Any:
        """What the chunk at `position` is given of an input that is cut."""
        value = self.inputs[name]
        if isinstance(value, MappedResult):
            value.read = True
            return value.nodes[position]
        width = measured(value.value)
        items = strided(value.value, position, width, self.stride)
        return Chunk({"value": Box(value.state, items, value.message)}, width)


def whole(value: Any) -> Any:
    """An input that every chunk is given whole: a node, or a box."""
    if isinstance(value, Unmapped):
        return whole(value.value)
    if isinstance(value, MappedResult):
        return value.gathered()
    if isinstance(value, Delayed):
        return value
    # A collection of Dask's that is the user's own is computed for the task.
    return dask.delayed(value) if is_dask_collection(value) else as_box(value)


def known_width(inputs: Iterable[Any]) -> Optional[int]:
    """The width of a map where all that it maps over is known, else None."""
    widths = []
    for value in inputs:
        if isinstance(value, MappedResult):
            widths.append(value.width)
        elif isinstance(value, Box):
            widths.append(measured(value.value))
        elif not isinstance(value, Unmapped):
            widths.append(None)
    known = [width for width in widths if width is not None and width >= 0]
    return min(known) if known and len(known) == len(widths) else None


def is_narrow(inputs: dict[str, Any], threads: int) -> bool:
    """Whether a map is known to have no more elements than there are threads."""
    width = known_width(inputs.values())
    return width is not None and 0 < width <= threads
