"""The tasks and edges of a flow, and what can be asked about them."""

import heapq
from collections.abc import Iterable
from typing import Any, Optional

from .edges import Edge
from .ordered_set import OrderedSet
from .parameters import Parameter


class FlowGraph:
    """Tasks and edges, in the order in which they came; `slugs` of the tasks; and
    `constants`, the values of arguments that are no tasks: {task: {key: value}}.
    `kernels` are maps that run as one function, by the last of their tasks."""

    name: str

    def __init__(self) -> None:
        self.tasks = OrderedSet()
        self.edges = OrderedSet()
        self.slugs: dict[Any, str] = {}
        self.constants: dict[Any, dict[str, Any]] = {}
        self.kernels: dict[Any, tuple[Any, tuple[Any, ...]]] = {}
        self._counters: dict[str, int] = {}
        self._slugs_taken: set[str] = set()
        self._edges_into: dict[Any, OrderedSet] = {}
        self._edges_out_of: dict[Any, OrderedSet] = {}
        self._reference_tasks = OrderedSet()
        # States that tasks have before the run, as `flow.run(task_states=...)` says.
        self.task_states: dict[Any, Any] = {}

    def _new_slug(self, task: Any) -> str:
        """`name[-tags]-N`, with N counted for each such prefix."""
        prefix = "-".join([task.name, *sorted(task.tags)])
        while True:
            self._counters[prefix] = self._counters.get(prefix, 0) + 1
            slug = f"{prefix}-{self._counters[prefix]}"
            if slug not in self._slugs_taken:
                return slug

    def _put_edge(self, edge: Edge) -> None:
        self.edges.add(edge)
        self._edges_out_of.setdefault(edge.upstream_task, OrderedSet()).add(edge)
        self._edges_into.setdefault(edge.downstream_task, OrderedSet()).add(edge)

    def _take_edge(self, edge: Edge) -> None:
        self.edges.discard(edge)
        self._edges_out_of[edge.upstream_task].discard(edge)
        self._edges_into[edge.downstream_task].discard(edge)

    def _require(self, task: Any) -> Any:
        if task not in self.tasks:
            raise ValueError(f"Task {task} was not found in Flow {self}")
        return task

    def edges_to(self, task: Any) -> OrderedSet:
        return self._edges_into.get(self._require(task), OrderedSet()).copy()

    def edges_from(self, task: Any) -> OrderedSet:
        return self._edges_out_of.get(self._require(task), OrderedSet()).copy()

    def all_upstream_edges(self) -> dict[Any, OrderedSet]:
        return {task: self.edges_to(task) for task in self.tasks}

    def all_downstream_edges(self) -> dict[Any, OrderedSet]:
        return {task: self.edges_from(task) for task in self.tasks}

    def upstream_tasks(self, task: Any) -> OrderedSet:
        return OrderedSet(edge.upstream_task for edge in self.edges_to(task))

    def downstream_tasks(self, task: Any) -> OrderedSet:
        return OrderedSet(edge.downstream_task for edge in self.edges_from(task))

    def root_tasks(self) -> OrderedSet:
        return OrderedSet(task for task in self.tasks if not self.edges_to(task))

    def terminal_tasks(self) -> OrderedSet:
        return OrderedSet(task for task in self.tasks if not self.edges_from(task))

    def parameters(self) -> OrderedSet:
        return OrderedSet(task for task in self.tasks if isinstance(task, Parameter))

    def reference_tasks(self) -> OrderedSet:
        """The tasks that decide the flow's state: those that were set, or those with
        nothing after them, resource managers' own tasks aside (sections 9 and 11)."""
        if self._reference_tasks:
            return self._reference_tasks.copy()
        return OrderedSet(filter(self._ends_flow, self.tasks))

    def _ends_flow(self, task: Any) -> bool:
        after = self.downstream_tasks(task)
        return not task._resource_part and all(
            each._resource_part == "cleanup" for each in after
        )

    def set_reference_tasks(self, tasks: Iterable[Any]) -> None:
        chosen = OrderedSet(tasks)
        if any(task not in self.tasks for task in chosen):
            raise ValueError("reference tasks must be part of the flow.")
        self._reference_tasks = chosen

    def get_tasks(
        self,
        name: Optional[str] = None,
        slug: Optional[str] = None,
        tags: Optional[Iterable[str]] = None,
        task_type: Any = object,
    ) -> list[Any]:
        """The tasks that have all of the attributes that are asked for.

        As in Prefect, `slug` is the one that was set, not the one made by the flow.
        """
        wanted = None if tags is None else set(tags)
        return [
            task
            for task in self.tasks
            if name in (None, task.name)
            and slug in (None, task.slug)
            and (wanted is None or task.tags >= wanted)
            and isinstance(task, task_type or object)
        ]

    def validate(self) -> None:
        """Raise ValueError for a cycle, or a task that is named but not in the flow."""
        ends = (end for edge in self.edges for end in edge.tasks)
        if any(task not in self.tasks for task in ends):
            raise ValueError("Some edges refer to tasks not contained in this flow.")
        self.sorted_tasks()
        if any(task not in self.tasks for task in self.reference_tasks()):
            raise ValueError("Some reference tasks are not contained in this flow.")

    def sorted_tasks(
        self, root_tasks: Optional[Iterable[Any]] = None
    ) -> tuple[Any, ...]:
        """The tasks, or those from `root_tasks` down, each after what it depends on and
        otherwise in definition order; ValueError for a cycle."""
        roots = tuple(root_tasks or ())
        chosen = list(self._from_down(roots) if roots else self.tasks)
        places = {task: place for place, task in enumerate(chosen)}
        missing = {
            task: sum(each in places for each in self.upstream_tasks(task))
            for task in chosen
        }
        free = [places[task] for task, count in missing.items() if not count]
        done: list[Any] = []
        while free:
            done.append(chosen[heapq.heappop(free)])
            for task in filter(places.__contains__, self.downstream_tasks(done[-1])):
                missing[task] -= 1
                if not missing[task]:
                    heapq.heappush(free, places[task])
        if len(done) < len(chosen):
            raise ValueError("Cycle found; flows must be acyclic!")
        return tuple(done)

    def _from_down(self, roots: tuple[Any, ...]) -> OrderedSet:
        """The roots and all tasks below them, in definition order."""
        below = OrderedSet(map(self._require, roots))
        waiting = list(below)
        while waiting:
            further = self.downstream_tasks(waiting.pop()).difference(below)
            below.update(further)
            waiting += further
        return OrderedSet(task for task in self.tasks if task in below)
