"""`Flow`: records the tasks and edges that the code of a `with` block makes."""

import copy
import logging
from collections.abc import Iterable
from typing import Any, Callable, Optional

from .building import build_entered
from .edges import Edge
from .flow_graph import FlowGraph
from .flow_recording import FlowRecording
from .task_settings import checked_handlers, result_given


class Flow(FlowRecording):
    """A flow of Prefect 1, as its author sees it while it is built (sections 1 to 3).

    It holds what was recorded and what the author set; running it is not its business.
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
        if not name:
            raise ValueError("A name must be provided for the flow.")
        super().__init__()
        self.name = name
        self.logger = logging.getLogger(f"prefect.{name}")
        self.schedule = schedule
        self.executor = executor
        self.run_config = run_config
        self.storage = storage
        self.environment = environment
        self.result = result_given(result, result_handler)
        self.terminal_state_handler = terminal_state_handler
        self._entered: list[Any] = []
        self._run_by_script: Optional[Callable[[], Any]] = None
        for task in tasks or ():
            self.add_task(task)
        self.set_reference_tasks(reference_tasks or ())
        for edge in edges or ():
            self._add_like(edge, {}, validate)
        self.state_handlers = checked_handlers(state_handlers, on_failure)

    @property
    def result_handler(self) -> Any:
        return self.result

    @result_handler.setter
    def result_handler(self, handler: Any) -> None:
        self.result = result_given(self.result, handler)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Flow)
            and type(self) is type(other)
            and (self.name, self.tasks, self.edges, self.reference_tasks())
            == (other.name, other.tasks, other.edges, other.reference_tasks())
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f'<{type(self).__name__}: name="{self.name}">'

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
        new.tasks = self.tasks.copy()
        new.slugs = dict(self.slugs)
        new._counters = self._counters
        new._slugs_taken = set(self._slugs_taken)
        new._reference_tasks = self._reference_tasks.copy()
        new._entered = []
        for edge in self.edges:
            new._put_edge(edge)
        return new

    def run(self, *values: Any, **named: Any) -> Any:
        """The script runs the flow; inside `graph` there is nothing to run it with.

        Called by a subclass's own `run`, it runs the flow and returns its state.
        """
        self._refuse_inside("run", RuntimeError)
        if self._run_by_script is not None:
            if values or named:
                said = ", ".join([*map(repr, values), *named])
                self.logger.warning("run() of the class gives %s: no effect", said)
            run, self._run_by_script = self._run_by_script, None
            return run()
        raise RuntimeError(
            f'flow "{self.name}" can not be run here: the script runs it when it is '
            "built. Run the script, or call its run()."
        )

    def _run_as_class_does(self, run: Callable[[], Any]) -> None:
        """Call `run`, through the `run` of the flow's class where it has its own.

        RuntimeError if that does not run the flow.
        """
        self._run_by_script = run
        self.run()
        if self._run_by_script is not None:
            raise RuntimeError(f'{type(self).__name__}.run() has not run "{self.name}"')

    def register(self, *values: Any, **named: Any) -> None:
        """Nothing: there is no server."""
        self._refuse_inside("register", ValueError)
        self._say_without_effect("register")

    def visualize(self, *values: Any, **named: Any) -> None:
        """Nothing: the script draws with --visualize."""
        self._say_without_effect("visualize")

    def save(self, *values: Any, **named: Any) -> None:
        """Nothing: the script is the flow."""
        self._say_without_effect("save")

    def run_agent(self, *values: Any, **named: Any) -> None:
        """Nothing: there is no server."""
        self._say_without_effect("run_agent")

    def diagnostics(self, *values: Any, **named: Any) -> str:
        """Nothing to tell of an installation of Prefect."""
        return "{}"

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

    def _refuse_inside(self, method: str, kind: type[Exception]) -> None:
        """Refuse a call while the flow's own `with` block is being run."""
        if self._entered:
            block = "  with Flow(...) as flow:\n      ...\n"
            call = f"flow.{method}(...)"
            raise kind(
                f"Don't call `flow.{method}()` from within a `Flow` context manager."
                f"\n\nDo:\n\n{block}  {call}\n\nDon't:\n\n{block}      {call}"
            )

    def _say_without_effect(self, method: str) -> None:
        self.logger.info("flow.%s() has no effect in a compiled script.", method)
