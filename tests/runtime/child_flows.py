"""Flows that others start, and the context of a task that starts them."""

import contextlib
from collections.abc import Iterator
from typing import Any

from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.context.context import context_entered, context_values
from flowc.runtime.library.secret_tasks import PrefectSecret
from flowc.runtime.subflows.flow_runs import create_flow_run, get_task_run_result


@as_task
def inc(x: int) -> int:
    return x + 1


@as_task
def fail() -> None:
    raise KeyError("inner")


@as_task
def told(name: str) -> Any:
    return context_values().get(name)


def children() -> dict[str, Flow]:
    """The flows by their names."""
    with Flow("inner") as inner:
        inc(Parameter("n", default=0))
        inc.map([1, 2, 3])
        PrefectSecret("KEY")()
        for name in ("colour", "flow_name", "flow_run_name", "parameters"):
            told(name, task_args={"name": name, "slug": f"told-{name}"})
    with Flow("broken") as broken:
        fail()
    with Flow("middle") as middle:
        get_task_run_result(create_flow_run(flow_name="inner"), "inc-1")
    return {flow.name: flow for flow in (inner, broken, middle)}


@contextlib.contextmanager
def at_hand() -> Iterator[dict[str, Any]]:
    """The context of a task whose run has the flows at hand."""
    known = {"flows": children(), "flow_run_name": "outer-1", "colour": "red"}
    with context_entered({**known, "secrets": {"KEY": "hush"}}):
        yield context_values()
