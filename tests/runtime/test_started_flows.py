"""How flows are started: by their name, by a command, by a class of tasks."""

import datetime
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.server.flow_run_views import FlowRunId
from flowc.runtime.states.signals import SUCCESS
from flowc.runtime.subflows.flow_run_tasks import (
    FlowRunTask,
    RenameFlowRun,
    StartFlowRun,
)
from flowc.runtime.subflows.flow_runs import create_flow_run
from flowc.runtime.subflows.starting import starting_time

from .child_flows import at_hand, inc

UTC = datetime.timezone.utc
SUCCEEDED = '<Success: "All reference tasks succeeded.">'


@pytest.fixture
def context() -> Iterator[dict[str, Any]]:
    with at_hand() as values:
        yield values


@pytest.mark.parametrize(("code", "state"), [(0, "Success"), (1, "Failed")])
def test_a_command_starts_flows(
    code: int, state: str, context: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    script = "import sys; print(sys.argv[1:]); sys.exit(int(sys.argv[1]))"
    words = f"'{script}' {code} {{flow}} {{project}} {{parameters}} {{run_name}}"
    context["start_flow"] = f"'{sys.executable}' -c {words}"
    with caplog.at_level(logging.INFO, "prefect"):
        ran = create_flow_run.run(
            flow_name="far away", project_name="p q", parameters={"n": 'a "b"'}
        )
    assert isinstance(ran, FlowRunId)
    assert type(ran.seen.state).__name__ == state
    given = [str(code), "far away", "p q", '{"n": "a \\"b\\""}', "outer-1-far away"]
    assert str(given) in caplog.messages
    # A flow of the script is run here all the same.
    assert create_flow_run.run(flow_name="inner").seen.get_all_task_runs()


def test_times_to_start_at() -> None:
    now = datetime.datetime.now(UTC)
    later = starting_time(datetime.timedelta(seconds=60))
    assert later is not None and 59 < (later - now).total_seconds() < 90
    naive = datetime.datetime(2026, 1, 2)
    assert starting_time(naive) == datetime.datetime(2026, 1, 2, tzinfo=UTC)
    assert starting_time(None) is None


def test_arguments_of_the_classes(
    context: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with Flow("f"):
        task = inc(1)
    with pytest.raises(TypeError, match="An instance of `Task` was passed"):
        StartFlowRun("inner", parameters={"n": task})
    with pytest.raises(ValueError, match="at least 3 seconds"):
        StartFlowRun("inner", poll_interval=datetime.timedelta(seconds=1))
    assert StartFlowRun("inner").name == "Flow inner"
    old = FlowRunTask("inner", "project", {"n": 5}, True, {"colour": "blue"}, "mine")
    with pytest.raises(SUCCESS) as caught:
        old.run()
    assert str(caught.value).endswith(f"finished in state {SUCCEEDED}")
    with pytest.raises(ValueError, match="Must provide a flow name"):
        RenameFlowRun("id").run()
    with pytest.raises(ValueError, match="Flow run 'id' is not known here"):
        RenameFlowRun("id", "new").run()
    context["flow_run_id"] = "id"
    with caplog.at_level(logging.INFO, "prefect"):
        assert RenameFlowRun("id", "new").run() is True
    assert "Flow run id is now named 'new'" in caplog.messages
