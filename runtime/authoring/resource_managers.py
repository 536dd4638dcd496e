"""`resource_manager`: tasks around a block that open and close something (9)."""

import functools
from typing import Any, Callable, Optional

from ..states.signals import SKIP, TRIGGERFAIL
from .build_stack import current_flow, swap_block
from .ordered_set import OrderedSet
from .tasks import Task


class ResourceInitTask(Task):
    """Makes the manager: its `run` is the manager's class."""

    _kind = "ResourceInitTask"
    _resource_part = "init"

    def __init__(self, resource_class: Callable[..., Any], **named: Any) -> None:
        super().__init__(**named)
        self.run = resource_class


class ResourceSetupTask(Task):
    """Opens the resource, which is the result."""

    _kind = "ResourceSetupTask"

    def run(self, mgr: Any) -> Any:
        return mgr.setup()


class ResourceCleanupTask(Task):
    """Closes the resource."""

    _kind = "ResourceCleanupTask"
    _resource_part = "cleanup"

    def run(self, mgr: Any, resource: Any = None) -> None:
        mgr.cleanup(resource)


def resource_cleanup_trigger(upstream_states: dict[Any, Any]) -> bool:
    """Clean up when all is done, whatever the outcome, if there is what to clean up:
    the manager was made and the resource opened (cases 126, 127)."""
    needed = {"mgr": "init", "resource": "setup"}
    for edge, state in upstream_states.items():
        if not state.is_finished():
            raise TRIGGERFAIL(
                "Trigger was 'resource_cleanup_trigger' but some of the upstream "
                "tasks were not finished."
            )
        if edge.key in needed and state.is_skipped():
            raise SKIP(f"Resource manager {needed[edge.key]} skipped")
        if edge.key in needed and not state.is_successful():
            raise SKIP(f"Resource manager {needed[edge.key]} failed")
    return True


class ResourceContext:
    """`with manager(...) as resource:`: what in the block depends on nothing of it runs
    after setup, and what nothing of it depends on runs before cleanup (case 125)."""

    def __init__(
        self, init_task: Any, setup_task: Any, cleanup_task: Any, flow: Any
    ) -> None:
        self.init_task = init_task
        self.setup_task = setup_task
        self.cleanup_task = cleanup_task
        self._flow = flow
        self._tasks = OrderedSet()
        self._outer: Any = None

    def add_task(self, task: Any, flow: Any) -> None:
        """Take in a task that is made in the block."""
        if self._flow is not flow:
            raise ValueError(
                "Multiple flows cannot be used with the same resource block"
            )
        self._tasks.add(task)

    def __enter__(self) -> Any:
        self._outer = swap_block("resource", self)
        return self.setup_task

    def __exit__(self, *raised: Any) -> None:
        swap_block("resource", self._outer)
        for task in self._tasks:
            before = self._flow.upstream_tasks(task)
            if self.setup_task is not None and self._is_free(before, self.setup_task):
                task.set_upstream(self.setup_task, flow=self._flow)
            after = self._flow.downstream_tasks(task)
            if self._is_free(after, self.cleanup_task):
                task.set_downstream(self.cleanup_task, flow=self._flow)

    def _is_free(self, neighbours: OrderedSet, end: Any) -> bool:
        """Whether a task has neither the block's end nor a task of it as neighbour."""
        return end not in neighbours and not self._tasks & neighbours


class ResourceManager:
    """Makes the tasks of a resource: init, setup where the class has it, cleanup."""

    def __init__(
        self,
        resource_class: Callable[..., Any],
        name: Optional[str] = None,
        init_task_kwargs: Optional[dict[str, Any]] = None,
        setup_task_kwargs: Optional[dict[str, Any]] = None,
        cleanup_task_kwargs: Optional[dict[str, Any]] = None,
    ) -> None:
        self.resource_class = resource_class
        if name is None:
            name = getattr(resource_class, "__name__", "resource")
        self.name = name
        self.init_task_kwargs = {"name": name, **(init_task_kwargs or {})}
        self.setup_task_kwargs = {
            "name": f"{name}.setup",
            "checkpoint": False,
            **(setup_task_kwargs or {}),
        }
        self.cleanup_task_kwargs = {
            "name": f"{name}.cleanup",
            "trigger": resource_cleanup_trigger,
            "skip_on_upstream_skip": False,
            "checkpoint": False,
            **(cleanup_task_kwargs or {}),
        }

    def __call__(self, *values: Any, flow: Any = None, **named: Any) -> ResourceContext:
        """The block's tasks, with the class's arguments given to its init task."""
        flow = current_flow() if flow is None else flow
        if flow is None:
            raise ValueError("Could not infer an active Flow context.")
        init = ResourceInitTask(self.resource_class, **self.init_task_kwargs)
        manager = init(*values, flow=flow, **named)
        setup = None
        opened_by = []
        if hasattr(self.resource_class, "setup"):
            setup = ResourceSetupTask(**self.setup_task_kwargs)(manager, flow=flow)
            opened_by = [setup]
        cleanup = ResourceCleanupTask(**self.cleanup_task_kwargs)
        ending = cleanup(manager, *opened_by, flow=flow)
        return ResourceContext(manager, setup, ending, flow)


def resource_manager_of(
    resource_class: Optional[Callable[..., Any]] = None, **named: Any
) -> Any:
    """A decorator, with settings or without: the class as a ResourceManager."""
    if resource_class is None:
        return functools.partial(ResourceManager, **named)
    return ResourceManager(resource_class, **named)
