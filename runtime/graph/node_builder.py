"""The part of a flow's builder that enters tasks, their records and their nodes."""

from typing import Any, Callable

import dask

from ..context.context_use import reads_context
from ..policies.environment_defaults import usual_policy
from ..policies.worker_resources import ask_for_resources, resources_of
from ..reporting.preview import preview
from ..reporting.task_record import TaskRecord
from ..worker.channels import Channel
from ..worker.outcome import Box
from ..worker.task_node import TaskRun
from ..worker.task_spec import Step


class NodeBuilder:
    """Enters tasks: `nodes`, `records`, `runs` and `built` as GraphBuilder says."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        self.channel = Channel(f"flowc-{run_id}")
        self.nodes: dict[str, Any] = {}
        self.records: dict[str, TaskRecord] = {}
        self.consumed: set[Any] = set()
        self.runs: dict[Any, Any] = {}
        self.built: dict[Any, Any] = {}
        self.reads: dict[Any, set[Any]] = {}
        self.surroundings: dict[str, Any] = {}
        self.uses_context = False
        # Steps whose cached results the next runs of this process may use.
        self.caching: dict[str, Step] = {}

    def known(self, slug: str, name: str, box: Box, auto: bool = False) -> Box:
        """Enter a task whose result is known when the graph is built."""
        record = self.record(slug, name, auto)
        record.state, record.message = box.state, box.message
        record.result = preview(box.value)
        box.slug = slug
        self.nodes[slug] = box
        return box

    def task(self, slug: str, function: Callable[..., Any], **policy: Any) -> TaskRun:
        """Enter a task; what runs it, for a node of its own or for a map.

        `policy` are the settings of Step.
        """
        if "result" in policy:
            policy["store"] = policy.pop("result")
        policy = {**policy, **usual_policy(policy)}
        step = Step(slug, function, **policy)
        step.looks = self.uses_context and reads_context(function)
        if step.cache_for is not None:
            self.caching[slug] = step
        self.record(slug, step.name)
        return TaskRun(step, self.channel)

    def record(self, slug: str, name: str, auto: bool = False) -> TaskRecord:
        if slug in self.records:
            message = f'A task with the slug "{slug}" already exists in this flow.'
            raise ValueError(message)
        record = self.records[slug] = TaskRecord(slug, name)
        record.auto = auto
        return record

    def add(self, run: TaskRun, arguments: dict[str, Any], waits: list[Any]) -> Any:
        """Enter the Dask node of a task that is not mapped; returns the node.

        `arguments` are boxes, nodes of others and collections of Dask's, `waits` what
        only has to be finished.
        """
        run.arguments = tuple(arguments)
        ordered = {"upstream_tasks": waits} if waits else {}
        node = dask.delayed(run, pure=False)(*arguments.values(), **ordered)
        self.nodes[run.step.slug] = node
        ask_for_resources(node, resources_of(run.step.tags))
        self.enter(node, run, node.dask.dependencies[node.key])
        return node

    def enter(self, node: Any, run: Any, reads: set[Any]) -> None:
        """Note what a node runs, and the keys of those that it reads: nodes without a
        reader are the terminal tasks."""
        steps = [run.step] if isinstance(run, TaskRun) else run.kernel.steps
        if self.uses_context or not all(step.plain for step in steps):
            run.surroundings = self.surroundings
        self.runs[node.key] = run
        self.built[node.key] = node
        self.reads[node.key] = reads
        self.consumed |= reads
