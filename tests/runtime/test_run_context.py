"""What `prefect.context` and `prefect.config` hold, compared with Prefect's."""

import datetime
import json
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.authoring.datetime_parameters import DateTimeParameter
from flowc.runtime.context.config import PrefectConfig, config_of_environment
from flowc.runtime.context.context import DotDict, context_entered, context_values
from flowc.runtime.context.dated_context import RunContext
from flowc.runtime.context.run_context import ContextTime, run_context, task_context
from flowc.runtime.pendulum.datetimes import DateTime
from flowc.runtime.pendulum.installed import pendulum_module
from flowc.runtime.worker.task_spec import Step

from tests.support import commands
from tests.support.places import FLOWS, require_python

UTC = datetime.timezone.utc
VARIABLES = {
    "PREFECT__CONTEXT__SECRETS__Key": "5",
    "PREFECT__CONTEXT__NESTED__B": "7",
    "PREFECT__CONTEXT__NUM": "5",
    "PREFECT__CONTEXT__FLAG": "True",
    "PREFECT__CONTEXT__NONE": "None",
    "PREFECT__CONTEXT__ITEMS_": "[1, 2]",
    "PREFECT__CONTEXT__LITERAL": "{'a': {'b': 1}}",
    "PREFECT__FOO__BAR": "$HOME/x",
    "PREFECT__FOO__NUMBER": "1.5",
    "PREFECT__TASKS__DEFAULTS__RETRY_DELAY": "5",
    "PREFECT__LOGGING__LEVEL": "WARNING",
}
context: Any = RunContext()


@pytest.fixture(autouse=True)
def without_pendulum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pendulum", None)


def test_without_pendulum() -> None:
    assert pendulum_module() is None


@pytest.mark.environment
def test_what_a_task_finds_is_what_prefect_gives(tmp_path: Path) -> None:
    python, flow = require_python("oracle"), FLOWS / "context_dump.py"
    env = {**VARIABLES, "DUMP": "theirs.json"}
    commands.run([python, "-W", "ignore", flow], tmp_path, env, ok=True)
    commands.flowc("compile", flow, "-o", "out.py", folder=tmp_path, ok=True)
    options = ["--once", "--local", "sync", "--context", 'mine={"q": 1}']
    env = {**VARIABLES, "DUMP": "ours.json"}
    commands.run([sys.executable, "out.py", *options], tmp_path, env, ok=True)
    theirs = (tmp_path / "theirs.json").read_text().replace("BoxList([])", "[]")
    ours = json.loads((tmp_path / "ours.json").read_text())
    assert ours == json.loads(theirs)


def shared(scheduled: Any = None, **given: Any) -> dict[str, Any]:
    return run_context("a flow", "1f", given, scheduled)


def test_times_become_moments_when_read() -> None:
    tick = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.timezone.utc)
    values = shared(tick)
    assert type(values["scheduled_start_time"]) is ContextTime
    step = Step("f-1", len, name="f", tags=["b"])
    with context_entered(task_context(step, values, 3, 1, None)):
        assert repr(context.scheduled_start_time) == (
            "DateTime(2024, 2, 29, 12, 0, 0, tzinfo=Timezone('UTC'))"
        )
        assert context.get("scheduled_start_time") == tick
        found = [context["date"], context.copy()["date"], dict(context.items())["date"]]
        assert {type(each) for each in found} == {DateTime}
        assert context.date.to_date_string() == context.today
        assert context.logger.name == "prefect.f[3]"
        assert isinstance(context_values()["date"], ContextTime)
        context.own = datetime.datetime(2024, 1, 1)
        assert type(context.own) is datetime.datetime


def test_pendulum_is_used_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pendulum:
        instance = staticmethod("from {:%Y}".format)

    monkeypatch.setitem(sys.modules, "pendulum", Pendulum)
    values = shared(datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc))
    made = task_context(Step("f-1", len), values, None, 1, None)
    assert made["scheduled_start_time"] == "from 2024"


def test_runs_of_a_schedule_have_one_id() -> None:
    tick = datetime.datetime(2024, 2, 29, tzinfo=datetime.timezone.utc)
    ids = [shared(tick)["flow_run_id"] for _ in range(2)]
    ids += [shared()["flow_run_id"] for _ in range(2)]
    assert ids[0] == ids[1] and len(set(ids)) == 3
    assert all(str(uuid.UUID(each)) == each for each in ids)


def test_days_are_those_of_the_given_date(caplog: pytest.LogCaptureFixture) -> None:
    values = shared(date="2024-03-01T05:00:00Z")
    assert values["date"] == datetime.datetime(2024, 3, 1, 5, tzinfo=UTC)
    assert (values["yesterday"], values["tomorrow_nodash"]) == (
        "2024-02-29",
        "20240302",
    )
    assert shared(date=DateTime.create(2024, 5, 6))["today"] == "2024-05-06"
    assert shared(today="never")["today"] == "never"
    assert not caplog.records
    assert shared(date="last week")["date"] == "last week"
    assert "`date` was set in the context manually" in caplog.text


def test_outside_of_a_run_there_is_a_logger() -> None:
    with context_entered({}):
        assert context.get("logger").name == "prefect"
        assert context.config.logging.level == config_of_environment().logging.level
        with pytest.raises(AttributeError, match="no attribute 'flow_name'"):
            _ = context.flow_name
        assert context.pop("flow_name", 3) == 3
    with context_entered({"parameters": {}, "log_level": "INFO"}):
        assert sorted(context) == ["config", "logger", "parameters"]
        context["a"] = 1
        assert context.pop("a") == 1
        del context["parameters"], context.logger
        context.clear()


def test_config_is_of_attributes_and_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT__SERVER__ENDPOINT", "http://here:1")
    monkeypatch.setenv("PREFECT__BACKEND", "server")
    monkeypatch.setenv("PREFECT__TASKS__DEFAULTS__TIMEOUT", "false")
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__aB", "~x")
    config = PrefectConfig()
    assert config.cloud.api == "http://here:1"
    assert config.cloud.graphql == "http://here:1/graphql"
    assert config.tasks.defaults.timeout is None
    assert config["context"]["secrets"] == {"aB": "~x"}
    assert "cloud" in config and "cloud" in list(config)
    assert config.get("nothing", 2) == 2
    for error in (AttributeError, KeyError):
        with pytest.raises(error):
            _ = config.nothing
    assert isinstance(config.cloud.copy(), DotDict)
    assert type(config.cloud.to_dict()["agent"]) is dict


@pytest.mark.parametrize("text", ["yesterday", "2024-02-30", "29.2.2024"])
def test_wrong_text_for_a_time_is_a_value_error(text: str) -> None:
    parameter = DateTimeParameter("d")
    assert parameter.convert("2024-W09-4") == DateTime.create(2024, 2, 29)
    assert repr(parameter.convert(datetime.datetime(2024, 2, 29))) == (
        "DateTime(2024, 2, 29, 0, 0, 0, tzinfo=Timezone('UTC'))"
    )
    with pytest.raises(ValueError, match="Unable to parse string"):
        parameter.convert(text)
