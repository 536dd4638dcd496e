"""What a script's `graph` function builds the flow with."""

from collections.abc import Sequence
from typing import Any, Callable, Optional

from .chunks import GatherRun
from .kernels import Kernel
from .mapped import MappedResult
from .notes import Channel
from .outcome import SUCCEEDED, Box
from .preview import preview
from .record import TaskRecord
from .single import CollectionRun, TaskRun
from .spread import Spread, is_handle, is_narrow
from .steps import Step

REQUIRED = object()
# What a row of a kernel's table says besides the task's settings.
ROW = ("slug", "task", "inputs", "out")


class GraphBuilder:
    """The `flow` that a script's `graph(flow)` is given: the flow's tasks, as nodes.

    `nodes` holds for each slug the Dask node that computes it, a `MappedResult` for a mapped
    task, or a box for what is known already; `records` what is known of each task, in
    definition order. By their keys, `built` has the nodes that run tasks and `runs`
    what they run. `keep` names the slugs of tasks whose results are to be fetched
    later, though others read them. `threads` is the number of the cluster's threads,
    `chunks` the number of chunks of each map where the user has set one.
    """

    def __init__(
        self,
        run_id: str,
        given: dict[str, Any],
        threads: int,
        chunks: Optional[int] = None,
        context: Optional[dict[str, Any]] = None,
        keep: Sequence[str] = (),
    ) -> None:
        self.keep = frozenset(keep)
        self.run_id = run_id
        self.given = given
        self.context = context or {}
        self.threads = threads
        self.chunks = chunks
        self.channel = Channel(f"flowc-{run_id}")
        self.parameters: dict[str, Any] = {}
        self.missing: list[str] = []
        self.nodes: dict[str, Any] = {}
        self.records: dict[str, TaskRecord] = {}
        self.consumed: set[Any] = set()
        self.pending: dict[str, TaskRun] = {}
        self.runs: dict[Any, Any] = {}
        self.built: dict[Any, Any] = {}
        self.gatherings: list[GatherRun] = []
        self.maps = 0

    def parameter(
        self, name: str, default: Any = REQUIRED, required: Optional[bool] = None
    ) -> Box:
        """A Parameter: the value given for this run, or by the context, or its default.

        The context does not satisfy a required Parameter (section 4, case 160).
        """
        must = default is REQUIRED if required is None else required
        if must and name not in self.given:
            self.missing.append(name)
        fallback = None if default is REQUIRED else default
        fallback = self.context.get("parameters", {}).get(name, fallback)
        value = self.parameters[name] = self.given.get(name, fallback)
        return self.known(name, name, Box("Success", value, SUCCEEDED))

    def constant(self, value: Any) -> Box:
        """A constant that is a task of its own, because it is mapped over (2.4)."""
        text = preview(value)
        name = text if len(text) <= 8 else f"Constant[{type(value).__name__}]"
        return self.known(self.slug(name), name, Box("Success", value), auto=True)

    def known(self, slug: str, name: str, box: Box, auto: bool = False) -> Box:
        """Enter a task whose result is known when the graph is built."""
        record = self.record(slug, name, auto)
        record.state, record.message = box.state, box.message
        record.result = preview(box.value)
        self.nodes[slug] = box
        return box

    def slug(self, name: str, tags: Sequence[str] = ()) -> str:
        """The slug of the next task with this name and tags: name-tags-N (2.3)."""
        prefix = "-".join([name, *sorted(tags)])
        number = 1
        while f"{prefix}-{number}" in self.records:
            number += 1
        return f"{prefix}-{number}"

    def task(
        self,
        slug: str,
        function: Callable[..., Any],
        arguments: Sequence[str] = (),
        **policy: Any,
    ) -> TaskRun:
        """A task call, for `dask.delayed` or for `map`; `policy` as in Step.

        `arguments` names those that are given by position, because dask.delayed takes
        a keyword of that name for itself.
        """
        step = Step(slug, function, **policy)
        self.record(slug, step.name)
        return self.waiting(TaskRun(step, self.channel, arguments))

    def collection(self, slug: str, kind: type) -> TaskRun:
        """The task that makes a list, tuple, set or dict of results (2.4)."""
        run = CollectionRun(slug, kind, self.channel)
        self.record(slug, run.step.name, auto=True)
        return self.waiting(run)

    def waiting(self, run: TaskRun) -> TaskRun:
        """A task run whose node is still to be made from it."""
        self.pending[run.step.slug] = run
        return run

    def record(self, slug: str, name: str, auto: bool = False) -> TaskRecord:
        if slug in self.records:
            message = f'A task with the slug "{slug}" already exists in this flow.'
            raise ValueError(message)
        record = self.records[slug] = TaskRecord(slug, name)
        record.auto = auto
        return record

    def add(self, node: Any) -> Any:
        """Enter a Dask node that runs a task of `task`; returns the node."""
        slug = node.key
        while slug not in self.records:
            # The key is the slug and what dask.delayed adds to make it unique.
            slug = slug.rpartition("-")[0]
        self.nodes[slug] = node
        self.enter(node, self.pending.pop(slug))
        return node

    def enter(self, node: Any, run: Any) -> None:
        """Note what a node runs, and whom it reads: nodes without a reader are the
        terminal tasks."""
        self.runs[node.key] = run
        self.built[node.key] = node
        self.consumed |= node.dask.dependencies[node.key]

    def map(self, what: Any, /, *, upstream_tasks: Any = (), **inputs: Any) -> Any:
        """Map a task, or a kernel of several, over its inputs; each is mapped.

        Inputs in `unmapped(...)` go whole to every element; `upstream_tasks` only have
        to be finished. Returns a `MappedResult` for the last step's result.
        """
        if not isinstance(what, TaskRun) and is_narrow(inputs, self.threads):
            return self.map_apart(what.steps, inputs)
        ordered = {f"upstream_tasks[{n}]": v for n, v in enumerate(upstream_tasks)}
        steps = self.steps(what, list(inputs), list(ordered))
        function = what.step.function if isinstance(what, TaskRun) else what
        inner = [step.result for step in steps[:-1] if step.slug in self.keep]
        exports = [steps[-1].result, *inner]
        lifted = {n: self.lifted(v) for n, v in {**inputs, **ordered}.items()}
        spread = Spread(lifted, self.wanted, self.run_id)
        kernel = Kernel(
            function, steps, spread.each(inputs), spread.fixed(inputs), exports
        )
        self.maps += 1
        for node, run in spread.chunks(kernel, self.maps, self.channel):
            self.enter(node, run)
        handles = [self.handle(step, spread, kernel) for step in steps]
        return handles[-1]

    def map_apart(self, steps: Sequence[dict[str, Any]], inputs: dict[str, Any]) -> Any:
        """Map a kernel's steps one by one, each element a node of its own.

        Where there are few elements, the steps of one that do not need each other can
        then run side by side.
        """
        results = dict(inputs)
        for row in steps:
            given = {key: results[name] for key, name in row["inputs"].items()}
            policy = {k: v for k, v in row.items() if k not in ROW}
            run = self.task(row["slug"], row["task"], **policy)
            results[row["out"]] = self.map(run, **given)
        return results[steps[-1]["out"]]

    @property
    def wanted(self) -> int:
        """The number of chunks of a map whose width is not known to be smaller.

        Four for each thread, so that uneven chunks even out, on clusters where that
        many are cheap; one for each thread on larger ones.
        """
        if self.chunks:
            return self.chunks
        return 4 * self.threads if self.threads <= 16 else self.threads

    def steps(
        self, what: Any, inputs: Sequence[str], ordered: Sequence[str]
    ) -> list[Step]:
        """The steps of a single task, or those of a kernel's table."""
        if not isinstance(what, TaskRun):
            return [self.step(**entry) for entry in what.steps]
        what.step.inputs = {name: name for name in inputs}
        what.step.upstream = tuple(ordered)
        return [what.step]

    def step(
        self,
        slug: str,
        task: Callable[..., Any],
        inputs: dict[str, str],
        out: str,
        **policy: Any,
    ) -> Step:
        """A step from a row of a kernel's table; `out` is the name of its result."""
        step = self.task(slug, task, **policy).step
        step.inputs, step.result = inputs, out
        return step

    def lifted(self, value: Any) -> Any:
        """An input of a map; a constant that is mapped over becomes a task."""
        return value if is_handle(value) else self.constant(value)

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

    def terminal(self) -> list[str]:
        """The slugs of the tasks that no other task reads."""
        return [slug for slug, node in self.nodes.items() if self.unread(node)]

    def unread(self, node: Any) -> bool:
        if isinstance(node, MappedResult):
            return not node.read
        return not isinstance(node, Box) and node.key not in self.consumed
