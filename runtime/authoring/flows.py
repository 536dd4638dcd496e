"""`Flow`: records the tasks and edges that the code of a `with` block makes."""

import copy
from collections.abc import Iterable
from typing import Any, Callable, Optional

from ..graph.to_graph import Entering
from ..subflows.runnable_flows import RunnableFlow
from .build_stack import build_entered
from .edges import Edge
from .flow_building import FlowBuilding
from .flow_graph import FlowGraph


class Flow(FlowBuilding, RunnableFlow):
    """A flow of Prefect 1, as its author sees it while it is built (sections 1 to 3).

    `environment` and `result_handler` are of Prefect 0.x; the latter becomes the
    result.
    """

    def __init__(
        self,
        name: str,
        schedule: Any = None,
        executor: Any = None,
        run_config: Any = None,
        storage: Any = None,
        tasks: Optional[Iterable[Any]] = None,
        edges: Optional[Iterable[Edge]] = None,
        reference_tasks: Optional[Iterable[Any]] = None,
        state_handlers: Any = None,
        on_failure: Optional[Callable[..., Any]] = None,
        validate: Optional[bool] = None,
        result: Any = None,
        terminal_state_handler: Optional[Callable[..., Any]] = None,
        environment: Any = None,
        result_handler: Any = None,
    ) -> None:
        FlowBuilding.__init__(self)
        RunnableFlow.__init__(
            self,
            name,
            schedule,
            executor,
            run_config,
            storage,
            state_handlers=state_handlers,
            on_failure=on_failure,
            result=result,
            terminal_state_handler=terminal_state_handler,
            environment=environment,
            result_handler=result_handler,
        )
        self._entered: list[Any] = []
        for task in tasks or ():
            self.add_task(task)
        self.set_reference_tasks(reference_tasks or ())
        for edge in edges or ():
            self._add_like(edge, {}, validate)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Flow)
            and type(self) is type(other)
            and (self.name, self.tasks, self.edges, self.reference_tasks())
            == (other.name, other.tasks, other.edges, other.reference_tasks())
        )

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Any:
        return iter(self.sorted_tasks())

    def __enter__(self) -> Any:
        entered = build_entered(flow=self)
        entered.__enter__()
        self._entered.append(entered)
        return self

    def __exit__(self, *raised: Any) -> None:
        self._entered.pop().__exit__(*raised)

    def copy(self) -> Any:
        """A flow of the same tasks, to which others can be added."""
        new = copy.copy(self)
        FlowGraph.__init__(new)
        new.constants = dict(self.constants)
        new.kernels = dict(self.kernels)
        new.tasks = self.tasks.copy()
        new.slugs = dict(self.slugs)
        new._counters = self._counters
        new._slugs_taken = set(self._slugs_taken)
        new._reference_tasks = self._reference_tasks.copy()
        new._entered = []
        for edge in self.edges:
            new._put_edge(edge)
        return new

    def serialize(self, *values: Any, **named: Any) -> dict[str, Any]:
        """The flow's name, and its tasks and edges by their slugs."""
        edges = [
            {
                "upstream_task": {"slug": self.slugs[edge.upstream_task]},
                "downstream_task": {"slug": self.slugs[edge.downstream_task]},
                "key": edge.key,
                "mapped": edge.mapped,
                "flattened": edge.flattened,
            }
            for edge in self.edges
        ]
        tasks = [
            {"name": task.name, "slug": self.slugs[task], "tags": sorted(task.tags)}
            for task in self.tasks
        ]
        return {"name": self.name, "tasks": tasks, "edges": edges}

    def enter(self, builder: Any) -> None:
        """Enter the recorded tasks in the graph of one run."""
        Entering(builder, self).build()

    def parameters_known(self) -> dict[str, bool]:
        """The flow's parameters by their names, each with whether it is required."""
        return {each.name: each.required for each in self.parameters()}

    def _inside(self) -> bool:
        return bool(self._entered)
