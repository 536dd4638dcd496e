"""How tasks and edges come into a flow."""

from collections.abc import Iterable, Mapping
from typing import Any, Optional

from .build_stack import build_value
from .collections_tasks import Constant, as_task_value
from .edges import Edge
from .flow_graph import FlowGraph
from .operator_tasks import OPERATIONS
from .parameters import Parameter
from .task_signatures import check_keywords
from .tasks import Task


class FlowBuilding(FlowGraph):
    """A flow's graph, and what adds to it; each makes the slugs that Prefect makes."""

    def add_task(self, task: Any) -> Any:
        """Add a task that is not yet there, and put it under the blocks it stands in.

        A slug that is taken is a ValueError (cases 170, 171). Parameters and constants
        depend on nothing, so that blocks do not hold them back.
        """
        if not isinstance(task, Task):
            raise TypeError(f"Tasks must be Task instances (received {type(task)})")
        if task in self.tasks:
            return task
        if task.slug and task.slug in self._slugs_taken:
            raise ValueError(
                f'A task with the slug "{task.slug}" already exists in this flow.'
            )
        self.slugs[task] = task.slug or self._new_slug(task)
        self._slugs_taken.add(self.slugs[task])
        self.tasks.add(task)
        if not isinstance(task, (Parameter, Constant)):
            for block in filter(None, map(build_value, ("case", "resource"))):
                block.add_task(task, self)
        return task

    def add_edge(
        self,
        upstream_task: Any,
        downstream_task: Any,
        key: Optional[str] = None,
        mapped: bool = False,
        flattened: bool = False,
        validate: Optional[bool] = None,
    ) -> Edge:
        """Add an edge, and its tasks where they are not there yet; what is no task
        becomes one. A keyed constant that is not mapped goes to `constants` (2.4)."""
        self._refuse_nested_map(mapped)
        if isinstance(downstream_task, Parameter):
            raise ValueError(
                "Parameters must be root tasks and can not have upstream dependencies."
            )
        edge = Edge(upstream_task, downstream_task, key, mapped, flattened, flow=self)
        whole_constant = isinstance(edge.upstream_task, Constant) and not (
            edge.mapped or edge.flattened
        )
        if whole_constant and edge.key:
            known = self.constants.setdefault(edge.downstream_task, {})
            known[edge.key] = edge.upstream_task.value
            self.add_task(edge.downstream_task)
            return edge
        self._put_edge(edge)
        self.add_task(edge.upstream_task)
        self.add_task(edge.downstream_task)
        if validate:
            self._check_key(edge)
            self.validate()
        return edge

    def _add_like(
        self, edge: Edge, places: Mapping[Any, Any], validate: Optional[bool] = None
    ) -> Edge:
        """Add an edge like another one, with other tasks for those in `places`."""
        return self.add_edge(
            places.get(edge.upstream_task, edge.upstream_task),
            places.get(edge.downstream_task, edge.downstream_task),
            key=edge.key,
            mapped=edge.mapped,
            flattened=edge.flattened,
            validate=validate,
        )

    def _refuse_nested_map(self, mapped: bool) -> None:
        if mapped and build_value("mapped"):
            raise ValueError(
                "Cannot set `mapped=True` when running from inside a mapped context"
            )

    def _check_key(self, edge: Edge) -> None:
        """Refuse a key that the task does not take, or has got already."""
        if edge.key is None:
            return
        task = edge.downstream_task
        others = [each.key for each in self.edges_to(task) if each is not edge]
        if edge.key in others:
            raise ValueError(
                f'Argument "{edge.key}" for task {task} has already been assigned in '
                "this flow. If you are trying to call the task again with new "
                "arguments, call Task.copy() before adding the result to this flow."
            )
        check_keywords(task.run, [edge.key, *filter(None, others)])

    def set_dependencies(
        self,
        task: Any,
        upstream_tasks: Optional[Iterable[Any]] = None,
        downstream_tasks: Optional[Iterable[Any]] = None,
        keyword_tasks: Optional[Mapping[str, Any]] = None,
        mapped: bool = False,
        validate: Optional[bool] = None,
    ) -> None:
        """Add a task with its edges; `mapped` holds for those that lead to it."""
        self._refuse_nested_map(mapped)
        task = as_task_value(task, flow=self)
        self.add_task(task)
        into = {"downstream_task": task, "mapped": mapped, "validate": validate}
        for each in upstream_tasks or ():
            self.add_edge(each, **into)
        for each in downstream_tasks or ():
            self.add_edge(task, each, validate=validate)
        for key, each in (keyword_tasks or {}).items():
            self.add_edge(each, key=key, **into)

    def chain(self, *tasks: Any, validate: Optional[bool] = None) -> list[Edge]:
        """Have each task run after the one before."""
        return [
            self.add_edge(upstream, downstream, validate=validate)
            for upstream, downstream in zip(tasks, tasks[1:])  # noqa: RUF007
        ]

    def replace(self, old: Any, new: Any, validate: bool = True) -> None:
        """Put a task in another's place, with its edges; its constants stay away."""
        self._require(old)
        new = as_task_value(new, flow=self)
        self.tasks.discard(old)
        self._slugs_taken.discard(self.slugs.pop(old))
        self.add_task(new)
        affected = [edge for edge in self.edges if old in edge.tasks]
        for edge in affected:
            self._take_edge(edge)
        for edge in affected:
            self._add_like(edge, {old: new})
        if self._reference_tasks:
            self.set_reference_tasks(
                new if t is old else t for t in self._reference_tasks
            )
        if validate:
            self.validate()

    def update(
        self,
        flow: Any,
        merge_parameters: bool = False,
        validate: Optional[bool] = None,
        merge_reference_tasks: bool = False,
    ) -> None:
        """Add the tasks and edges of another flow (case 182).

        With `merge_parameters` its Parameters stand for those of the same names.
        """
        if merge_parameters:
            validate = True
            named = {parameter.name: parameter for parameter in flow.parameters()}
            for parameter in self.parameters():
                if parameter.name in named:
                    self.replace(parameter, named[parameter.name])
        for task in flow.tasks:
            self.add_task(task)
        for edge in flow.edges.difference(self.edges):
            self._add_like(edge, {}, validate)
        if merge_reference_tasks:
            both = self.reference_tasks().union(flow.reference_tasks())
            self.set_reference_tasks(both)
        self.constants.update(flow.constants)
        self.kernels.update(flow.kernels)

    def _operate(
        self, kind: str, operands: tuple[Any, ...], settings: dict[str, Any]
    ) -> Any:
        """The node of an operator between tasks."""
        return OPERATIONS[kind](**settings).bind(*operands)
