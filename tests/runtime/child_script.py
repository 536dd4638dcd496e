"""A script whose flow runs others: as flowc emits one, around the imported runtime."""

import os
import sys
from typing import Any

from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.program.scripts import Script
from flowc.runtime.subflows.flow_run_tasks import StartFlowRun
from flowc.runtime.subflows.flow_runs import (
    create_flow_run,
    get_task_run_result,
    wait_for_flow_run,
)

__flowc__ = Script(__name__, "children.py", context=True, starts=True)


class Reading:
    """A class of the script's, that travels with results."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"Reading({self.value})"


@as_task
def read(n: int) -> Reading:
    return Reading(n)


@as_task
def process(x: int) -> int:
    return os.getpid()


@as_task
def fail() -> None:
    raise ValueError("inner")


@as_task
def call(n: int) -> Any:
    state = inner.run(n=n)
    return type(state).__name__, state.result[reading].result.value, state


@as_task
def look(seen: Any) -> Any:
    return [(each.task_slug, str(each.state)) for each in seen.get_all_task_runs()]


with Flow("inner") as inner:
    reading = read(Parameter("n", default=0))
    process.map([1, 2, 3, 4])

with Flow("broken") as broken:
    fail()

with Flow("middle") as middle:
    ids = create_flow_run.map(
        flow_name=["inner"] * 3, parameters=[{"n": n} for n in range(3)]
    )
    get_task_run_result.map(ids, task_slug=["read-1"] * 3)

with Flow("outer") as outer:
    call(5)
    ran = create_flow_run(flow_name="inner", parameters={"n": 10})
    look(wait_for_flow_run(ran, raise_final_state=True))
    get_task_run_result(ran, "read-1")
    bad = create_flow_run(flow_name="broken")
    wait_for_flow_run(bad, raise_final_state=True)
    nested = create_flow_run.map(flow_name=["middle", "middle"])
    get_task_run_result.map(nested, task_slug=["get_task_run_result"] * 2)
    StartFlowRun(flow_name="inner", wait=True)(parameters={"n": 3})
    StartFlowRun(flow_name="inner")(parameters={"other": 3})

__flowc__.flow = lambda: outer


if __name__ == "__main__":
    sys.exit(__flowc__.main())
