"""`RunnableFlow`: a flow that other code runs, as in the body of a task."""

from typing import Any, Optional

from .child_runs import run_child
from .flows import Flow
from .run_states import RunStates
from .states import Pending, State


class RunnableFlow(Flow):
    """A Flow whose `run` runs it at once, in this process or on this task's cluster."""

    def __repr__(self) -> str:
        kind = Flow if type(self) is RunnableFlow else type(self)
        return f'<{kind.__name__}: name="{self.name}">'

    def run(
        self,
        parameters: Optional[dict[str, Any]] = None,
        run_on_schedule: Optional[bool] = None,
        runner_cls: Any = None,
        executor: Any = None,
        **named: Any,
    ) -> Any:
        """Run the flow once, whatever its schedule; its final State.

        `state.result[task]` is the State of each task. Keywords are Parameters of the
        flow, or `context`, `flow_run_id` and `flow_run_name`; else TypeError.
        ValueError for parameters that the flow does not have, or that are missing.
        """
        if self._run_by_script is not None:
            return super().run()
        self._refuse_inside("run", RuntimeError)
        given, context = self._sorted_keywords(named)
        flow_run = run_child(self, {**(parameters or {}), **given}, context, executor)
        return with_task_states(self, flow_run.final)

    def _sorted_keywords(
        self, named: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The keywords of `run` that are parameters, and the context from others."""
        names = {parameter.name for parameter in self.parameters()}
        given = {name: named.pop(name) for name in list(named) if name in names}
        context = dict(named.pop("context", None) or {})
        for name in ("flow_run_id", "flow_run_name"):
            if name in named:
                context.setdefault(name, named.pop(name))
        if named:
            name = next(iter(named))
            raise TypeError(f"run() got an unexpected keyword argument {name!r}")
        return given, context


def with_task_states(flow: Any, state: State) -> State:
    """A flow's final state, with those of all its tasks in a dict of its own."""
    if isinstance(state.result, RunStates) or not state.result:
        state.result = dict(state.result or {})
        for task in flow.tasks:
            if task not in state.result:
                state.result[task] = Pending("Task not run.")
    return state
