"""`delayed`: the tasks of plain functions, and what their settings and calls refuse."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from flowc.runtime import Unmapped as unmapped
from flowc.runtime.authoring.delayed import delayed, task_settings
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import FunctionTask, as_task
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.authoring.tag_blocks import tag_block

NOW = datetime.timedelta(0)
RETRIES = {"max_retries": 2, "retry_delay": NOW}


def length(xs: Any) -> int:
    return len(xs)


def half_of_length(xs: Any) -> float:
    size = length(xs)
    return half(size)


def half(x: int) -> float:
    return x / 2


half_of_length.steps = [  # type: ignore[attr-defined]
    {"task": length, "inputs": {"xs": "xs"}, "out": "size"},
    {"task": half, "inputs": {"x": "size"}, "out": "out"},
]


def test_a_task_is_made_once_and_called_in_copies() -> None:
    with Flow("f") as flow:
        calls = [delayed(length)([1]), delayed(length)([1, 2])]
    assert delayed(length) is delayed(length)
    assert delayed(length) not in flow.tasks
    assert [flow.slugs[task] for task in calls] == ["length-1", "length-2"]


def test_a_task_object_is_itself() -> None:
    task = as_task(length)
    assert delayed(task) is task
    bound = Parameter("x")
    assert delayed(bound) is bound
    assert delayed(5) == 5


def test_settings_are_those_of_all_calls() -> None:
    made = task_settings(length, name="size", **RETRIES)
    assert delayed(length) is made and isinstance(made, FunctionTask)
    with Flow("f") as flow:
        call = delayed(length)([1])
    assert (flow.slugs[call], call.max_retries, call.retry_delay) == ("size-1", 2, NOW)


def test_tags_of_a_call_are_not_those_of_the_next_one() -> None:
    with Flow("f") as flow:
        with tag_block("hot"):
            first = delayed(length)([1])
        second = delayed(length)([1])
    assert (flow.slugs[first], flow.slugs[second]) == ("length-hot-1", "length-1")
    assert (first.tags, second.tags) == ({"hot"}, set())


REFUSED = [
    (
        {"max_retries": 1},
        ValueError,
        "A datetime.timedelta `retry_delay` must be provided if max_retries > 0",
    ),
    (
        {"retry_delay": NOW},
        ValueError,
        "A `max_retries` argument greater than 0 must be provided if specifying a "
        "retry delay.",
    ),
    (
        {"retry_on": ValueError},
        ValueError,
        "A number of `max_retries` must be provided if `retry_on` is set.",
    ),
    (
        {**RETRIES, "retry_on": 5},
        TypeError,
        "Invalid `retry_on` value 5. Expected an exception type but got an instance "
        "of int",
    ),
    ({"tags": "x"}, TypeError, "Tags should be a set of tags, not a string."),
    (
        {"timeout": 1.5},
        TypeError,
        "Only integer timeouts (representing seconds) are supported.",
    ),
    ({"state_handlers": len}, TypeError, "state_handlers should be iterable."),
    (
        {"nothing": 1},
        TypeError,
        "Task.__init__() got an unexpected keyword argument 'nothing'",
    ),
]


@pytest.mark.parametrize(("settings", "kind", "message"), REFUSED)
def test_settings_are_refused_as_the_decorator_refuses_them(
    settings: dict[str, Any], kind: type[Exception], message: str
) -> None:
    """The texts are those of Prefect 1.4.1's `@task`."""
    with pytest.raises(kind) as caught:
        task_settings(length, **settings)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: delayed(length)([1]), "length"),
        (lambda: delayed(length).map([1]), "length"),
        (lambda: delayed(half_of_length).map(xs=unmapped([1])), "length"),
    ],
)
def test_a_call_outside_of_a_flow(call: Callable[[], Any], name: str) -> None:
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value) == (
        "Could not infer an active Flow context while creating edge to "
        f"<Task: {name}>. This often means you called a task outside a `with "
        "Flow(...)` block. If you're trying to run this task outside of a Flow "
        f"context, you need to call `{name}.run(...)`"
    )
