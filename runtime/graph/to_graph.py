"""From a recorded flow to the nodes of its Dask graph."""

from collections.abc import Iterator
from typing import Any

from ..authoring.collections_tasks import Constant
from ..authoring.function_tasks import FunctionTask
from ..authoring.parameters import Parameter
from ..authoring.unmapping import Unmapped
from ..policies.triggers import BuiltInTrigger
from ..policies.worker_resources import resources_of
from ..states.conversion import box_of
from ..worker.outcome import Box
from ..worker.task_node import TaskRun
from ..worker.task_spec import Step
from .map_handle import MappedResult
from .partitioning import is_narrow

POLICY = (
    "name",
    "max_retries",
    "retry_delay",
    "retry_on",
    "timeout",
    "trigger",
    "skip_on_upstream_skip",
    "cache_for",
    "cache_validator",
    "cache_key",
    "checkpoint",
    "result",
    "target",
    "state_handlers",
    "log_stdout",
    "tags",
    "task_run_name",
)


class Entering:
    """Enters the tasks of a recorded flow in `builder`, each after what it reads."""

    def __init__(self, builder: Any, flow: Any) -> None:
        self.builder = builder
        self.flow = flow
        self.handles: dict[Any, Any] = {}

    def build(self) -> None:
        """Make every node, unless the tasks wait for one another in a circle."""
        self.builder.source = self.flow
        try:
            self.flow.validate()
            self.check_states()
        except ValueError as error:
            self.builder.flaw = error
            return
        kernels = dict(self.kernels())
        groups = dict.fromkeys(kernels.values())
        members = [self.flow.kernels[last][1] for last in groups]
        self.builder.kernels = [[self.flow.slugs[t] for t in each] for each in members]
        for task in in_order(self.flow):
            last = kernels.get(task, task)
            if last is task and task in kernels:
                self.fused(*self.flow.kernels[task])
            elif last is task:
                self.handles[task] = self.entered(task)
        slugs = self.flow.slugs
        records = self.builder.records
        self.builder.records = {slugs[t]: records[slugs[t]] for t in self.flow.tasks}
        self.builder.reference([slugs[task] for task in self.flow.reference_tasks()])

    def check_states(self) -> None:
        """Refuse states before the run that are none of a task that is done.

        A task that is Pending is run; Prefect waits for others to come true.
        """
        for task, state in self.builder.states.items():
            waits = state.is_scheduled() or not state.is_pending()
            if waits and not state.is_finished():
                raise ValueError(
                    f"task_states: {task} can't be {type(state).__name__} before "
                    "the run; give it a finished state, as Success(result=1)"
                )

    def entered(self, task: Any) -> Any:
        """The node of one task, or its box where its result is known."""
        slug = self.flow.slugs[task]
        state = self.builder.states.get(task)
        if state is not None and state.is_finished():
            return self.builder.known(slug, task.name, box_of(state))
        if isinstance(task, Parameter):
            return self.parameter(task)
        if isinstance(task, Constant):
            box = Box("Success", task.value)
            return self.builder.known(slug, task.name, box, auto=True)
        run = self.run_of(task, slug)
        edges = list(self.flow.edges_to(task))
        self.note_edges(run.step, task, edges)
        if any(edge.mapped for edge in edges):
            return self.mapped(run, task, edges)
        return self.single(run, task, edges)

    def run_of(self, task: Any, slug: str) -> TaskRun:
        """What runs a task, with the settings that differ from the usual."""
        policy = {name: getattr(task, name) for name in POLICY}
        run: TaskRun = self.builder.task(slug, task.run, **policy)
        if not isinstance(task, FunctionTask) or not run.step.plain:
            run.step.subject = task
            run.surroundings = self.builder.surroundings
            run.step.looks = True
        self.builder.records[slug].auto = task.auto_generated
        return run

    def kernels(self) -> Iterator[tuple[Any, Any]]:
        """The tasks that kernels run, each with the last one of its kernel.

        A kernel that the program has looked into since runs as its tasks, one by one.
        """
        chosen = self.flow._reference_tasks
        for last, (kernel, members) in self.flow.kernels.items():
            steps = zip(kernel.steps, members)
            untouched = all(self.untouched(step, t, members) for step, t in steps)
            if untouched and not chosen & set(members[:-1]):
                yield from ((task, last) for task in members)

    def untouched(self, step: Any, task: Any, members: tuple[Any, ...]) -> bool:
        """Whether a task of a kernel has the neighbours that its step says."""
        if task not in self.flow.tasks:
            return False
        keys = [edge.key for edge in self.flow.edges_to(task)]
        keys += self.flow.constants.get(task, ())
        after = self.flow.edges_from(task)
        return (
            task not in self.builder.states
            and task.target is None
            and resources_of(task.tags) == resources_of(members[-1].tags)
            and sorted(keys, key=str) == sorted(step["inputs"])
            and (
                task is members[-1] or all(e.downstream_task in members for e in after)
            )
        )

    def fused(self, kernel: Any, members: tuple[Any, ...]) -> None:
        """The handles of tasks that run as one function, element by element.

        Where there are few elements, each has a node of its own for every task: those
        that do not need each other can then run side by side.
        """
        inner = {step["out"] for step in kernel.steps}
        inputs: dict[str, Any] = {}
        for step, task in zip(kernel.steps, members):
            known = self.constants(task)
            edges = {edge.key: edge for edge in self.flow.edges_to(task)}
            for key, name in step["inputs"].items():
                if name not in inner:
                    edge = edges.get(key)
                    inputs[name] = self.spread(edge) if edge else Unmapped(known[key])
        if not self.builder.chunks and is_narrow(inputs, self.builder.threads):
            for task in members:
                self.handles[task] = self.entered(task)
            return
        steps = []
        for row, task in zip(kernel.steps, members):
            step = self.run_of(task, self.flow.slugs[task]).step
            step.inputs, step.result = row["inputs"], row["out"]
            self.note_edges(step, task, list(self.flow.edges_to(task)))
            steps.append(step)
        handles = self.builder.map_steps(kernel.function, steps, inputs)
        self.handles.update(zip(members, handles))

    def parameter(self, task: Any) -> Box:
        """The box of a Parameter, its own default left to the builder."""
        default = {} if task.required else {"default": task.default}
        found: Box = self.builder.parameter(
            task.name, required=task.required, convert=task.convert, **default
        )
        return found

    def note_edges(self, step: Step, task: Any, edges: list[Any]) -> None:
        """What a trigger of the user's is told of the edges (case 038)."""
        if isinstance(step.trigger, BuiltInTrigger):
            return
        mapped = any(edge.mapped for edge in edges)
        place = 0
        for edge in edges:
            name = step.inputs.get(edge.key, edge.key)
            if name is None:
                name = f"upstream_tasks[{place}]" if mapped else str(place)
                place += 1
            step.edges[name] = (edge.upstream_task, edge.mapped, edge.flattened)
        for key, value in self.flow.constants.get(task, {}).items():
            step.edges[step.inputs.get(key, key)] = (Constant(value), False, False)

    def single(self, run: TaskRun, task: Any, edges: list[Any]) -> Any:
        """The node of a task that is not mapped."""
        keyed = {e.key: self.whole(e) for e in edges if e.key is not None}
        ordered = [self.whole(edge) for edge in edges if edge.key is None]
        keyed.update(self.constants(task))
        return self.builder.add(run, keyed, ordered)

    def mapped(self, run: TaskRun, task: Any, edges: list[Any]) -> Any:
        """The handle of a mapped task."""
        keyed = {e.key: self.spread(e) for e in edges if e.key is not None}
        ordered = [self.spread(edge) for edge in edges if edge.key is None]
        for key, box in self.constants(task).items():
            keyed[key] = Unmapped(box)
        return self.builder.map(run, upstream_tasks=ordered, **keyed)

    def constants(self, task: Any) -> dict[str, Box]:
        """The values that are no tasks; in boxes, so that Dask does not look inside."""
        found = self.flow.constants.get(task, {})
        return {key: Box("Success", value) for key, value in found.items()}

    def spread(self, edge: Any) -> Any:
        """What an edge gives a map."""
        source = self.source(edge)
        return source if edge.mapped else Unmapped(source)

    def whole(self, edge: Any) -> Any:
        """What an edge gives a task that is not mapped."""
        source = self.source(edge)
        return source.gather() if isinstance(source, MappedResult) else source

    def source(self, edge: Any) -> Any:
        handle = self.handles[edge.upstream_task]
        return self.builder.flat(handle) if edge.flattened else handle


def in_order(flow: Any) -> Iterator[Any]:
    """The flow's tasks in definition order, but each after what it depends on."""
    placed: set[Any] = set()
    for task in flow.tasks:
        stack = [(task, False)]
        while stack:
            current, ready = stack.pop()
            if current in placed:
                continue
            if ready:
                placed.add(current)
                yield current
                continue
            stack.append((current, True))
            above = list(flow.upstream_tasks(current))
            stack.extend((each, False) for each in reversed(above))
