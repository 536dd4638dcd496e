"""A node of the graph that is one chunk of a map: every P-th element, from j on."""

import bisect
import contextlib
import functools
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Callable, Optional

from ..context.context import context_entered
from ..context.run_context import task_context
from ..reporting.task_record import CHILDREN_LIMIT
from ..wire.runtime_plugin import SHIPPED, NodeRun
from .channels import Channel
from .columns import Columns
from .element import Element, finish
from .extents import Extent, Source, measured, parent_of, strided
from .gathering import as_box, gather
from .kernels import PROGRESS_EVERY, Failure, Kernel, run_rows
from .outcome import Box, Chunk, received, received_for_all
from .stages import run_stages
from .task_node import report_lost
from .task_runner import Final, Pipeline
from .task_spec import Step

PREVIEWED = 20


class ChunkRun(NodeRun):
    """Runs the elements `position`, `position + stride`, ... of a map.

    `kinds` says for each input how it spreads: "each" (a result that all chunks get
    whole), "chunk:<column>" (the same chunk of an earlier map) or "fixed". The node
    returns the columns that the kernel exports.
    """

    def __init__(
        self,
        kernel: Kernel,
        kinds: dict[str, str],
        position: int,
        stride: int,
        channel: Channel,
    ) -> None:
        super().__init__(channel)
        self.kernel = kernel
        self.kinds = kinds
        self.position = position
        self.stride = stride

    def __call__(self, inputs: dict[str, Any]) -> Chunk:
        started = time.time()
        inputs.pop(SHIPPED, None)
        sources = {name: self.source(name, value) for name, value in inputs.items()}
        part = ChunkPart(
            self.kernel, sources, self.position, self.stride, self.surroundings
        )
        if self.position == 0:
            part.tell_handlers()
        part.run(self.progress)
        note = {"kind": "chunk", "chunk": self.position, "of": self.stride}
        self.channel.send({**note, "tasks": part.columns.note(started)})
        report_lost((source.box for source in sources.values()), self.channel)
        return Chunk(part.columns.boxes(), part.width)

    def source(self, name: str, value: Any) -> Source:
        kind, _, column = self.kinds[name].partition(":")
        if kind == "chunk":
            chunk = received(value)
            return Source(kind, chunk.columns[column], chunk.width)
        box = as_box(received_for_all(value))
        return Source(kind, box, len(box.value) if box.mapped else measured(box.value))

    def progress(self, done: int) -> None:
        """Tell the client how far a chunk is that takes long."""
        for step in self.kernel.steps:
            note = {"kind": "progress", "slug": step.slug, "chunk": self.position}
            self.channel.send({**note, "done": done})


class ChunkPart:
    """A chunk's share of a map: what its inputs and its steps' extents are."""

    def __init__(
        self,
        kernel: Kernel,
        sources: dict[str, Source],
        position: int,
        stride: int,
        surroundings: Optional[dict[str, Any]] = None,
    ) -> None:
        self.surroundings = surroundings
        self.kernel = kernel
        self.sources = sources
        self.position = position
        self.stride = stride
        self.inputs = list(sources.values())
        self.extents = [self.extent(step) for step in kernel.steps]
        self.width = max(extent.width for extent in self.extents)
        self.length = max(extent.length for extent in self.extents)
        self.columns = Columns(self.extents, kernel.exports)

    def extent(self, step: Step) -> Extent:
        """What the step maps over; its result is a source of the steps after it."""
        upstream = [
            self.sources[name] for name in (*step.inputs.values(), *step.upstream)
        ]
        parent, width = parent_of(step, upstream)
        self.sources[step.result] = Source("step", parent, width)
        return Extent(step, parent, width, self.position, self.stride)

    def tell_handlers(self) -> None:
        """Have the handlers of mapped tasks see the parents' states: those of one
        chunk speak for all (case 141). What they return changes nothing."""
        for extent in self.extents:
            if extent.step.state_handlers:
                parent = Box(extent.parent.state, None, extent.parent.message)
                run = Pipeline(extent.step, {}, (), self.surroundings, None)
                with contextlib.suppress(Final), run.context():
                    run.take_copy()
                    run.become(parent)

    def run(self, progress: Callable[[int], None]) -> None:
        """Run every element.

        Those with inputs that are not plain successes go through pipelines; the others
        are plain calls, of the steps where a report shows the elements one by one, else
        of the kernel. Only what leaves this happy path goes on through pipelines.
        """
        alone = self.alone()
        with self.context():
            finish(self.elements(alone, progress), self.columns.take)
            plain = self.others(alone)
            staged = bisect.bisect_left(plain, self.shown)
            self.run_staged(plain[:staged], progress)
            self.run_plainly(plain[staged:], progress)

    def run_staged(
        self, places: Sequence[int], progress: Callable[[int], None]
    ) -> None:
        """Run the elements at these places step by step."""
        if places:
            keep = functools.partial(self.columns.take_staged, places)
            given = self.rows(places), len(places), self.fixed
            failures = run_stages(self.kernel.steps, *given, keep, progress)
            self.go_on(places, failures)

    def run_plainly(
        self, places: Sequence[int], progress: Callable[[int], None]
    ) -> None:
        """Run the elements at these places through the kernel."""
        if places:
            given = self.rows(places), len(places), self.fixed
            returned, failures = run_rows(self.kernel, *given, progress)
            self.columns.take_plain(places, returned, len(failures))
            self.go_on(places, failures)

    def rows(self, places: Sequence[int]) -> dict[str, Any]:
        """The mapped inputs of the elements at these places, by name."""
        return {
            name: picked(self.values(self.sources[name]), places)
            for name in self.kernel.each
        }

    @property
    def fixed(self) -> dict[str, Any]:
        return {name: self.sources[name].box.value for name in self.kernel.fixed}

    def go_on(self, places: Sequence[int], failures: Iterable[Failure]) -> None:
        """Take the elements that have failed in a plain call on from there."""
        left = []
        for failure in failures:
            element = self.element(places[failure.row])
            element.resume(failure.done, failure.error)
            left.append(element)
        finish(left, self.columns.take)

    def alone(self) -> Sequence[int]:
        """The places of the elements that go through pipelines, in order."""
        if not (self.kernel.plain and self.free and self.even):
            return range(self.length)
        unusual = {place for source in self.inputs for place in self.unusual(source)}
        # Where all are shown, they run in their order as well.
        one_by_one = unusual and self.width <= CHILDREN_LIMIT
        return range(self.length) if one_by_one else sorted(unusual)

    @property
    def shown(self) -> int:
        """How many of the first elements the kernel can't run: those that a report
        shows, or all where results of several steps are wanted."""
        if self.width <= CHILDREN_LIMIT or len(self.kernel.exports) > 1:
            return self.length
        return len(range(self.position, PREVIEWED, self.stride))

    def others(self, places: Sequence[int]) -> Sequence[int]:
        """The places that are not among these."""
        if len(places) in (0, self.length):
            return range(len(places), self.length)
        apart = set(places)
        return [place for place in range(self.length) if place not in apart]

    def unusual(self, source: Source) -> Iterator[int]:
        """The places of this chunk whose element of a source is no plain success."""
        for number in source.box.children or ():
            place, off = number, 0
            if source.kind != "chunk":
                place, off = divmod(number - self.position, self.stride)
            if off == 0 and 0 <= place < self.length:
                yield place

    @property
    def free(self) -> bool:
        """Whether no step needs a context of its own for each element."""
        if self.surroundings is None:
            return True
        looks = any(step.looks for step in self.kernel.steps)
        return not looks and not self.surroundings.get("checkpointing")

    def context(self) -> Any:
        """The context of the flow run, for what an element brings along."""
        if self.surroundings is None:
            return contextlib.nullcontext()
        step = self.kernel.steps[-1]
        return context_entered(task_context(step, self.surroundings, None, 1, None))

    @property
    def even(self) -> bool:
        """Whether every element runs every step, given nothing but results of tasks
        that succeeded, or of children of theirs."""
        same = len({extent.width for extent in self.extents}) == 1
        mapped = all(extent.parent.mapped for extent in self.extents)
        return same and mapped and all(map(is_usual, self.inputs))

    def elements(
        self, places: Iterable[int], progress: Callable[[int], None]
    ) -> Iterator[Element]:
        """The elements at these places, nothing of them run yet."""
        told = time.time()
        for count, place in enumerate(places, 1):
            yield self.element(place)
            if time.time() - told > PROGRESS_EVERY:
                told = time.time()
                progress(count)

    def element(self, place: int) -> Element:
        steps = [extent.step for extent in self.extents if place < extent.length]
        index = self.position + place * self.stride
        source = functools.partial(self.read, place)
        return Element(steps, source, place, index, self.surroundings, self.free)

    def read(self, place: int, name: str) -> Box:
        """The box that the element at `place` gets of the input `name`."""
        source = self.sources[name]
        if source.kind == "fixed":
            return source.box
        index = self.position + place * self.stride
        return source.box.child(place if source.kind == "chunk" else index, index)

    def values(self, source: Source) -> Any:
        """The values of this chunk's elements."""
        if source.kind == "chunk":
            return source.box.value
        return strided(source.box.value, self.position, self.width, self.stride)


def is_usual(source: Source) -> bool:
    """Whether a kernel can be given what is a plain success of a source."""
    if source.kind == "fixed":
        return source.box.state == "Success" and not source.box.mapped
    return source.box.mapped or source.box.state == "Success"


def picked(values: Any, places: Sequence[int]) -> Any:
    """The elements at these places, cut out where they stand in a row."""
    if isinstance(places, range):
        return values[places.start : places.stop]
    return [values[place] for place in places]


class GatherRun(NodeRun):
    """What `dask.delayed` is given for the node that gathers a mapped result."""

    def __init__(self, column: str, channel: Channel) -> None:
        super().__init__(channel)
        self.column = column

    def __call__(self, chunks: Sequence[Any]) -> Box:
        return gather([received(chunk) for chunk in chunks], self.column)
