"""`apply_map`: a function that builds part of a flow, mapped over its arguments."""

from collections.abc import Sequence
from typing import Any, Callable

from .annotations import Flattened, is_annotated
from .build_stack import build_entered, current_flow
from .collections_tasks import Constant, as_task_value
from .flows import Flow
from .ordered_set import OrderedSet
from .tasks import Task
from .unmapping import Unmapped


class MapInput:
    """An argument of `apply_map`: its task, and how its edges are to be.

    As in Prefect only the outermost annotation counts.
    """

    def __init__(self, value: Any, task: Any) -> None:
        self.task = task
        self.mapped = not isinstance(value, Unmapped)
        self.flattened = isinstance(value, Flattened)
        self.constant = isinstance(task, Constant)

    def flags(self) -> dict[str, bool]:
        return {"mapped": self.mapped, "flattened": self.flattened}


def apply_mapped(
    function: Callable[..., Any], *values: Any, flow: Any = None, **named: Any
) -> Any:
    """Run `function` once with a task for each argument, and map what it builds.

    It builds into a flow of its own, whose edges then come into the flow as mapped
    ones, but for those from `unmapped` arguments (semantics, section 7; case 208).
    """
    target = current_flow() if flow is None else flow
    if target is None:
        raise ValueError("Couldn't infer a flow in the current context")
    for value in (*values, *named.values()):
        if not (isinstance(value, (Task, Sequence)) or is_annotated(value)):
            raise TypeError(
                f"Cannot map over non-sequence object of type `{type(value).__name__}`"
            )
    known = target.tasks.copy()
    part = Flow("temporary flow")
    places = [map_input(value, target, part) for value in values]
    keywords = {name: map_input(value, target, part) for name, value in named.items()}
    arguments = {name: each.task for name, each in keywords.items()}
    if flow is not None:
        arguments["flow"] = part
    with build_entered(mapped=True, case=None, resource=None), part:
        result = function(*[each.task for each in places], **arguments)
    inputs = {each.task: each for each in (*places, *keywords.values())}
    add_mapped_part(target, part, inputs)
    follow_inputs(target, part.tasks.difference(known, inputs), inputs)
    return result


def map_input(value: Any, target: Any, part: Any) -> MapInput:
    """An argument as a task, which is in both flows unless it is a constant."""
    with build_entered(case=None, resource=None):
        found = MapInput(value, as_task_value(value, flow=part))
        if not found.constant:
            part.add_task(found.task)
    if not found.constant:
        target.add_task(found.task)
    return found


def add_mapped_part(target: Any, part: Any, inputs: dict[Any, MapInput]) -> None:
    """Add the tasks and edges of `part`; a constant that is an argument is a node."""
    everything = MapInput(None, None).flags()
    for task in part.tasks:
        target.add_task(task)
    for edge in part.edges:
        given = inputs.get(edge.upstream_task)
        flags = given.flags() if given else everything
        target.add_edge(edge.upstream_task, edge.downstream_task, edge.key, **flags)
    constants = {
        id(task.value): task
        for task, given in inputs.items()
        if given.constant and given.mapped
    }
    for task, known in part.constants.items():
        for key, value in known.items():
            source = constants.get(id(value))
            if source is None:
                target.constants.setdefault(task, {})[key] = value
            else:
                target.add_task(source)
                target.add_edge(source, task, key, **inputs[source].flags())


def follow_inputs(target: Any, fresh: OrderedSet, inputs: dict[Any, MapInput]) -> None:
    """Have the first of the new tasks run after every argument: all are mapped, and
    none runs before what the whole part was given is there."""
    for task in fresh:
        upstream = target.upstream_tasks(task)
        if fresh & upstream:
            continue
        for source, given in inputs.items():
            if source not in upstream and (given.mapped or not given.constant):
                target.add_edge(source, task, **given.flags())
