"""The part of a flow's builder that enters tasks, their records and their nodes."""

from collections.abc import Sequence
from typing import Any, Callable

from dask.base import is_dask_collection

from .branches import Comparison, first_result
from .channels import Channel
from .context_readers import reads_context
from .outcome import Box
from .preview import preview
from .record import TaskRecord
from .single import CollectionRun, TaskRun
from .steps import Step
from .triggers import not_all_skipped
from .usual_policies import usual_policy
from .worker_resources import ask_for_resources, resources_of

# dask.delayed takes so much of a name into a key.
LONGEST_NAME = 50


class NodeBuilder:
    """Enters tasks: `nodes`, `records`, `runs` and `built` as GraphBuilder says."""

    def __init__(self, run_id: str) -> None:
        self.run_id = run_id
        self.channel = Channel(f"flowc-{run_id}")
        self.nodes: dict[str, Any] = {}
        self.records: dict[str, TaskRecord] = {}
        self.consumed: set[Any] = set()
        self.pending: dict[str, TaskRun] = {}
        self.runs: dict[Any, Any] = {}
        self.built: dict[Any, Any] = {}
        self.reads: dict[Any, set[Any]] = {}
        self.surroundings: dict[str, Any] = {}
        self.uses_context = False
        # Steps whose cached results the next runs of this process may use.
        self.caching: dict[str, Step] = {}

    def value(self, value: Any) -> Any:
        """A build-time value as an argument of a node.

        It is in a box, so that neither Dask nor its scheduler, which may not have the
        packages that it is of, looks inside. A collection of Dask's is computed first.
        """
        return value if is_dask_collection(value) else Box("Success", value)

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
        box.slug = slug
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
        if "result" in policy:
            policy["store"] = policy.pop("result")
        policy = {**policy, **usual_policy(policy)}
        step = Step(slug, function, **policy)
        step.looks = self.uses_context and reads_context(function)
        if step.cache_for is not None:
            self.caching[slug] = step
        self.record(slug, step.name)
        return self.waiting(TaskRun(step, self.channel, arguments))

    def case(self, slug: str, value: Any) -> TaskRun:
        """The task that skips those of a `case` block unless it is given the value."""
        return self.task(slug, Comparison(value), name=f"case({value})")

    def merge(self, slug: str, **policy: Any) -> TaskRun:
        """The task that passes on the result of the branch that ran."""
        usual = {"trigger": not_all_skipped, "skip_on_upstream_skip": False}
        return self.task(slug, first_result, **{"name": "Merge", **usual, **policy})

    def collection(self, slug: str, kind: type) -> TaskRun:
        """The task that makes a list, tuple, set or dict of results (2.4)."""
        run = CollectionRun(slug, kind, self.channel)
        self.record(slug, run.step.name, auto=True)
        return self.waiting(run)

    def waiting(self, run: TaskRun) -> TaskRun:
        """A task run whose node is still to be made from it."""
        if len(run.__name__) > LONGEST_NAME:
            # Cut by dask.delayed, it would not be known again, and not be unique.
            number = f"~{len(self.records)}"
            run.__name__ = run.__name__[: LONGEST_NAME - len(number)] + number
        self.pending[run.__name__] = run
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
        name = node.key
        while name and name not in self.pending:
            # The key is the run's name and what dask.delayed adds to make it unique.
            name = name.rpartition("-")[0]
        if not name:
            raise ValueError(
                f"{node.key} is no node of a task that is still to be added"
            )
        run = self.pending.pop(name)
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
