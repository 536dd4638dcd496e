"""`RunnableFlow`: what the program has of a flow: its settings, and what runs it."""

import functools
import logging
from collections.abc import Iterable
from typing import Any, Callable, Optional

from ..authoring.task_settings import checked_handlers, result_given
from ..context.context import context_values
from ..program.program import run_here
from ..program.scripts import enlist
from ..states.run_states import RunStates
from ..states.states import Pending, State
from ..wire.cloudpickling import is_packing
from ..wire.runtime_plugin import brought_along
from ..worker.dask_worker import on_worker
from .child_runs import run_child

# What a run is told of the servers and workers of Prefect's, and a script has not.
NEEDLESS = ("return_tasks", "runner_cls", "task_contexts", "task_runner_state_handlers")


class Method:
    """Makes a function a method that others may pickle: by its object and its name.

    cloudpickle asks for the function of a bound method before the object has come, and
    with it the runtime: `client.submit(flow.run)` would find neither.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        functools.update_wrapper(self, function)  # type: ignore[arg-type]

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        return self.function if owner is None else BoundMethod(self.function, owner)


class BoundMethod:
    """A method with its object."""

    def __init__(self, function: Callable[..., Any], owner: Any) -> None:
        self.function = function
        self.owner = owner

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self.function(self.owner, *values, **named)

    def __reduce__(self) -> Any:
        return getattr, (self.owner, self.function.__name__)


class RunnableFlow:
    """A flow's settings, as its author gives them, and its runs.

    `environment` and `result_handler` are of Prefect 0.x; the latter becomes the
    result. `storage`, `run_config` and `environment` have no effect.
    """

    def __init__(
        self,
        name: str,
        schedule: Any = None,
        executor: Any = None,
        run_config: Any = None,
        storage: Any = None,
        state_handlers: Any = None,
        on_failure: Optional[Callable[..., Any]] = None,
        result: Any = None,
        terminal_state_handler: Optional[Callable[..., Any]] = None,
        environment: Any = None,
        result_handler: Any = None,
    ) -> None:
        if not name:
            raise ValueError("A name must be provided for the flow.")
        self.name = name
        self.logger = logging.getLogger(f"prefect.{name}")
        self.schedule = schedule
        self.executor = executor
        self.run_config = run_config
        self.storage = storage
        self.environment = environment
        self.result = result_given(result, result_handler)
        self.terminal_state_handler = terminal_state_handler
        self.state_handlers = checked_handlers(state_handlers, on_failure)
        enlist(self)

    def __repr__(self) -> str:
        return f'<{type(self).__name__}: name="{self.name}">'

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Have `client.submit(flow.run)` find the runtime where it comes to."""
        whole = protocol < 5 or is_packing()  # copies are made with 4
        found = None if whole else brought_along(self)
        return super().__reduce_ex__(protocol) if found is None else found

    @property
    def result_handler(self) -> Any:
        return self.result

    @result_handler.setter
    def result_handler(self, handler: Any) -> None:
        self.result = result_given(self.result, handler)

    def enter(self, builder: Any) -> None:
        """Enter the flow's tasks in the graph of one run."""
        raise NotImplementedError

    def parameters_known(self) -> dict[str, bool]:
        """The flow's parameters by their names, each with whether it is required."""
        raise NotImplementedError

    @Method
    def run(
        self,
        parameters: Optional[dict[str, Any]] = None,
        run_on_schedule: Optional[bool] = None,
        runner_cls: Any = None,
        executor: Any = None,
        **named: Any,
    ) -> Any:
        """Run the flow, on its schedule if it has one; the final State.

        `state.result[task]` is the State of each task. Keywords are Parameters of the
        flow, or `context`, `task_states`, `flow_run_id` and `flow_run_name`; else
        TypeError. ValueError for parameters that the flow does not have, or that are
        missing. In a task the flow runs once, in its process or on its cluster.
        """
        self._refuse_inside("run", RuntimeError)
        given, context, states = self._sorted_keywords(named)
        given = {**(parameters or {}), **given}
        if in_task():
            flow_run = run_child(self, given, context, executor, states=states)
            return with_task_states(self, flow_run.final)
        return run_here(
            self,
            parameters=given,
            context=context,
            executor=executor,
            on_schedule=run_on_schedule,
            states=states,
        )

    def _sorted_keywords(
        self, named: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any], dict[Any, Any]]:
        """The keywords of `run` that are parameters, the context from others, and the
        states that tasks have before."""
        known = self.parameters_known()
        needless = {name: named.pop(name) for name in NEEDLESS if name in named}
        states = dict(named.pop("task_states", None) or {})
        context = dict(named.pop("context", None) or {})
        for name in ("flow_run_id", "flow_run_name"):
            if name in named:
                context.setdefault(name, named.pop(name))
        given = {n: named.pop(n) for n in list(named) if n in known}
        if named:
            name = next(iter(named))
            raise TypeError(f"run() got an unexpected keyword argument {name!r}")
        if needless.get("runner_cls") is not None:
            self.logger.warning("runner_cls has no effect in a compiled script")
        return given, context, states

    def register(self, *values: Any, **named: Any) -> None:
        """Nothing: there is no server."""
        self._refuse_inside("register", ValueError)
        self._say_without_effect("register")

    def deploy(self, *values: Any, **named: Any) -> None:
        """Nothing: there is no server."""
        self._say_without_effect("deploy")

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

    def validate(self) -> None:
        """Nothing: the flow was checked when it was built."""

    def _inside(self) -> bool:
        """Whether the flow's own `with` block is being run."""
        return False

    def _refuse_inside(self, method: str, kind: type[Exception]) -> None:
        """Refuse a call while the flow's own `with` block is being run."""
        if self._inside():
            block = "  with Flow(...) as flow:\n      ...\n"
            call = f"flow.{method}(...)"
            raise kind(
                f"Don't call `flow.{method}()` from within a `Flow` context manager."
                f"\n\nDo:\n\n{block}  {call}\n\nDon't:\n\n{block}      {call}"
            )

    def _say_without_effect(self, method: str) -> None:
        self.logger.info("flow.%s() has no effect in a compiled script.", method)


def in_task() -> bool:
    """Whether this is called while a task of another flow runs, or on a worker."""
    return "channel" in context_values() or on_worker() is not None


def with_task_states(flow: Any, state: State) -> State:
    """A flow's final state, with those of all its tasks in a dict of its own."""
    if isinstance(state.result, RunStates) or not state.result:
        state.result = dict(state.result or {})
        tasks: Iterable[Any] = flow.tasks
        for task in tasks:
            if task not in state.result:
                state.result[task] = Pending("Task not run.")
    return state
