"""Task objects that hold what can't be pickled, under executors that copy and share."""

import pytest

from .running import ran

FILE = """
import threading

from prefect import Flow, Task, task
from prefect.executors import {executor}


class Locked(Task):
    def __init__(self, **kwargs):
        self.lock = threading.Lock()
        super().__init__(**kwargs)

    def run(self, x=None):
        return 1


@task
def other():
    return 2


with Flow("locks") as flow:
    Locked()()
    Locked(name="many").map([1, 2])
    other()
flow.executor = {executor}()
"""


@pytest.mark.parametrize(
    ("executor", "state"), [("DaskExecutor", "Failed"), ("LocalExecutor", "Success")]
)
def test_a_task_that_can_not_be_copied_fails_alone(executor: str, state: str) -> None:
    tasks = ran(FILE.format(executor=executor))["tasks"]
    assert tasks["Locked-1"]["state"] == state
    assert [each["state"] for each in tasks["many-1"]["children"]] == [state, state]
    assert tasks["other-1"]["state"] == "Success"
    if state == "Failed":
        assert "cannot pickle '_thread.lock' object" in tasks["Locked-1"]["message"]
