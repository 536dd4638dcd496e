"""`Task`: what a flow is made of, and how the code that builds a flow uses it."""

import copy
import inspect
import logging
from collections.abc import Iterable, Mapping
from typing import Any, Callable, Optional

from ..policies.triggers import all_successful
from .annotations import ANNOTATIONS, bare_value, is_annotated
from .build_stack import current_flow, current_tags, missing_flow
from .operators import TaskOperators
from .task_settings import (
    checked_handlers,
    checked_retries,
    checked_tags,
    checked_timeout,
    located_result,
    result_given,
)
from .task_signatures import (
    arguments_of,
    check_mappable,
    check_parameters,
    check_run,
    inputs_of,
    outputs_of,
)


def run_nothing(self: Any) -> None:
    """The `run` of a task that defines none."""


def kind_of_task(task: Any) -> str:
    """The name of a task's class, Prefect's own where a script had to rename it."""
    name: str = vars(type(task)).get("_kind", type(task).__name__)
    return name


class Task(TaskOperators):
    """A task as Prefect 1 has it: its settings are attributes, `run` is what it does.

    Called, mapped or bound, it becomes a node of a flow with edges to its arguments
    (semantics, sections 2, 3). `result_handler` is Prefect 0.x's, and becomes the
    result. A cache validator of None is the default one of section 10.3.
    """

    run: Callable[..., Any] = run_nothing
    _kind = "Task"
    # What a resource manager's task is there for: "init", "cleanup".
    _resource_part = ""

    def __init_subclass__(cls, **named: Any) -> None:
        super().__init_subclass__(**named)
        if "run" in vars(cls):
            check_run(vars(cls)["run"])

    def __init__(
        self,
        name: Optional[str] = None,
        slug: Optional[str] = None,
        tags: Optional[Iterable[str]] = None,
        max_retries: Optional[int] = None,
        retry_delay: Any = None,
        retry_on: Any = None,
        timeout: Any = None,
        trigger: Optional[Callable[..., Any]] = None,
        skip_on_upstream_skip: bool = True,
        cache_for: Any = None,
        cache_validator: Optional[Callable[..., Any]] = None,
        cache_key: Optional[str] = None,
        checkpoint: Optional[bool] = None,
        state_handlers: Any = None,
        on_failure: Optional[Callable[..., Any]] = None,
        log_stdout: bool = False,
        result: Any = None,
        target: Any = None,
        task_run_name: Any = None,
        nout: Optional[int] = None,
        result_handler: Any = None,
    ) -> None:
        self.name = name or kind_of_task(self)
        self.slug = slug
        check_parameters(self.run, self.name)
        self.logger = logging.getLogger(f"prefect.{self.name}")
        self.tags = checked_tags(tags) | current_tags()
        retries = checked_retries(max_retries, retry_delay, retry_on)
        self.max_retries, self.retry_delay, self.retry_on = retries
        self.timeout = checked_timeout(timeout)
        self.trigger = trigger or all_successful
        self.skip_on_upstream_skip = skip_on_upstream_skip
        self.cache_for = cache_for
        self.cache_key = cache_key
        self.cache_validator = cache_validator
        self.checkpoint = checkpoint
        self.result = located_result(result_given(result, result_handler), target)
        self.target = target
        self.task_run_name = task_run_name
        self.state_handlers = checked_handlers(state_handlers, on_failure)
        self.auto_generated = False
        self.log_stdout = log_stdout
        self.nout = outputs_of(self.run) if nout is None else nout

    def __repr__(self) -> str:
        return f"<Task: {self.name}>"

    def __hash__(self) -> int:
        return id(self)

    def copy(self, **task_args: Any) -> Any:
        """A copy that is in no flow, with attributes changed (section 2.5)."""
        new = copy.copy(self)
        if new.slug:
            task_args.setdefault("slug", f"{new.slug}-copy")
        for name, value in task_args.items():
            if not hasattr(new, name):
                raise AttributeError(f"{self} does not have {name} as an attribute")
            setattr(new, name, value)
        new.result = located_result(new.result, new.target)
        new.tags = self.tags.union(new.tags, current_tags())
        return new

    def __call__(
        self,
        *values: Any,
        mapped: bool = False,
        task_args: Optional[dict[str, Any]] = None,
        upstream_tasks: Optional[Iterable[Any]] = None,
        flow: Any = None,
        **named: Any,
    ) -> Any:
        """A copy, bound to these arguments."""
        new = self.copy(**(task_args or {}))
        new.bind(
            *values, mapped=mapped, upstream_tasks=upstream_tasks, flow=flow, **named
        )
        return new

    def bind(
        self,
        *values: Any,
        mapped: bool = False,
        upstream_tasks: Optional[Iterable[Any]] = None,
        flow: Any = None,
        **named: Any,
    ) -> Any:
        """Give this very task its arguments, as edges to it (case 015)."""
        arguments = arguments_of(self.run, values, named)
        flow = flow or current_flow()
        if not flow:
            raise missing_flow(repr(self), self._spelt_call())
        self.set_dependencies(
            flow=flow,
            upstream_tasks=upstream_tasks,
            keyword_tasks=arguments,
            mapped=mapped,
        )
        self.tags.update(current_tags())
        return self

    def _spelt_call(self) -> str:
        """How an error says that this task be run without a flow."""
        return kind_of_task(self) + "(...)"

    def map(
        self,
        *values: Any,
        upstream_tasks: Optional[Iterable[Any]] = None,
        flow: Any = None,
        task_args: Optional[dict[str, Any]] = None,
        **named: Any,
    ) -> Any:
        """A copy, bound to these arguments element by element (section 7)."""
        check_mappable(value for value in values if not is_annotated(value))
        new = self.copy(**{"nout": None, **(task_args or {})})
        return new.bind(
            *values, mapped=True, upstream_tasks=upstream_tasks, flow=flow, **named
        )

    def set_dependencies(
        self,
        flow: Any = None,
        upstream_tasks: Optional[Iterable[Any]] = None,
        downstream_tasks: Optional[Iterable[Any]] = None,
        keyword_tasks: Optional[Mapping[str, Any]] = None,
        mapped: bool = False,
        validate: Optional[bool] = None,
    ) -> Any:
        """Add edges to and from this task in a flow, the current one if none is given.

        `mapped` holds for the edges that lead to this task.
        """
        flow = flow or current_flow()
        if not flow:
            raise ValueError(
                "No Flow was passed, and could not infer an active Flow context."
            )
        flow.set_dependencies(
            task=self,
            upstream_tasks=upstream_tasks,
            downstream_tasks=downstream_tasks,
            keyword_tasks=keyword_tasks,
            validate=validate,
            mapped=mapped,
        )
        return self

    def set_upstream(
        self,
        task: Any,
        flow: Any = None,
        key: Optional[str] = None,
        mapped: bool = False,
    ) -> Any:
        """Run this task after `task`, and with its result as `key` if that is given."""
        if key is None:
            return self.set_dependencies(flow, upstream_tasks=[task], mapped=mapped)
        return self.set_dependencies(flow, keyword_tasks={key: task}, mapped=mapped)

    def set_downstream(
        self,
        task: Any,
        flow: Any = None,
        key: Optional[str] = None,
        mapped: bool = False,
    ) -> Any:
        """Run `task` after this one, and with its result as `key` if that is given."""
        if key is None:
            task.set_dependencies(flow=flow, upstream_tasks=[self], mapped=mapped)
        else:
            task.set_dependencies(flow=flow, keyword_tasks={key: self}, mapped=mapped)
        return self

    def pipe(_self, _task: Any, **named: Any) -> Any:
        """The other task called with this one first; an annotation gives this one."""
        if "self" in named:
            raise ValueError('You cannot use the keyword argument "self" in .pipe.')
        if inspect.isclass(_task) and issubclass(_task, ANNOTATIONS):
            return bare_value(_self)
        return _task(_self, **named)

    def inputs(self) -> dict[str, dict[str, Any]]:
        """What `run` takes: `type`, `default` and `required` of each parameter."""
        return inputs_of(self.run)

    def outputs(self) -> Any:
        """What `run` is annotated to return."""
        annotation = inspect.signature(self.run).return_annotation
        return Any if annotation is inspect.Signature.empty else annotation
