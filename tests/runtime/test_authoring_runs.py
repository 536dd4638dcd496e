"""What the stand-ins do when a flow runs: bodies, parameters, travelling."""

import datetime
import importlib
import sys
from typing import Any

import pytest
from flowc.runtime.authoring.collections_tasks import Constant, Dict, List, Set, Tuple
from flowc.runtime.authoring.control_flow import AsBool, CompareValue, Merge
from flowc.runtime.authoring.datetime_parameters import DateTimeParameter
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.function_tasks import as_task
from flowc.runtime.authoring.operator_tasks import OPERATIONS, GetAttr, GetItem
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.authoring.tasks import Task
from flowc.runtime.context.context import context_entered
from flowc.runtime.library.filter_task import FilterTask
from flowc.runtime.policies.task_pauses import pause_until_resumed
from flowc.runtime.results.results import Result
from flowc.runtime.states.signals import FAIL, PAUSE, SKIP, TRIGGERFAIL
from flowc.runtime.states.states import Failed, Pending, Skipped, State, Success

UTC = datetime.timezone.utc


pair = as_task(lambda x: (x, x), name="pair", nout=2)


def test_collections_keep_the_order_of_their_numbers() -> None:
    given = {f"arg_{number}": number for number in (10, 2, 1)}
    assert List().run(**given) == [1, 2, 10]
    assert Tuple().run(**given) == (1, 2, 10)
    assert Set().run(**given) == {1, 2, 10}
    assert Dict().run(keys=["a", "b"], values=[1, 2]) == {"a": 1, "b": 2}
    assert Constant([1]).run() == [1]
    with pytest.raises(ValueError, match="different number"):
        Dict().run(keys=[1], values=[])


@pytest.mark.parametrize(
    ("kind", "result"),
    [
        ("Add", 9),
        ("Sub", 5),
        ("Mul", 14),
        ("Div", 3.5),
        ("FloorDiv", 3),
        ("Mod", 1),
        ("Pow", 49),
        ("And", 2),
        ("Or", 7),
        ("Equal", False),
        ("NotEqual", True),
        ("GreaterThan", True),
        ("GreaterThanOrEqual", True),
        ("LessThan", False),
        ("LessThanOrEqual", False),
    ],
)
def test_operators_calculate_as_python(kind: str, result: Any) -> None:
    assert OPERATIONS[kind]().run(x=7, y=2) == result


def test_lookups_have_defaults() -> None:
    assert OPERATIONS["Not"]().run(x=0) is True
    assert GetItem().run(task_result={"k": 1}, key="k") == 1
    assert GetItem(5).run(task_result={}, key="k") == 5
    assert GetItem().run(task_result={}, key="k", default=None) is None
    assert GetAttr().run(task_result=1j, attr="real.imag") == 0.0
    assert GetAttr(default=5).run(task_result=1, attr="nothing") == 5
    with pytest.raises(KeyError):
        GetItem(checkpoint=False).run(task_result={}, key="k")
    with pytest.raises(IndexError):
        GetItem(5).run(task_result=[], key=0)
    with pytest.raises(AttributeError):
        GetAttr().run(task_result=1, attr="nothing")


def test_branches() -> None:
    CompareValue(1).run(value=True)
    with pytest.raises(SKIP) as caught:
        CompareValue("a").run(value="b")
    assert caught.value.state.message == 'Provided value "b" did not match "a"'
    assert AsBool().run(x=[]) is False
    given = {"task_2": "two", "task_10": "ten", "task_1": None}
    assert Merge().run(**given) == "ten"
    assert Merge().run(task_1=None) is None


def test_filter_keeps_signals(caplog: pytest.LogCaptureFixture) -> None:
    stop = SKIP("stop")
    assert FilterTask().run(task_results=[0, None, KeyError(), stop]) == [0, stop]
    told = FilterTask(lambda x: x > 1, log_func=lambda xs: f"kept {xs}", name="over")
    with caplog.at_level("INFO", "prefect.over"):
        assert told.run(task_results=[1, 2]) == [2]
    assert [record.getMessage() for record in caplog.records] == ["kept [2]"]


def test_parameter_reads_the_context() -> None:
    with context_entered({"parameters": {"p": 5}}):
        assert Parameter("p").run() == 5
        assert Parameter("q", default=6).run() == 6
        with pytest.raises(FAIL, match='"r" was required but not provided'):
            Parameter("r").run()


@pytest.mark.parametrize(
    ("given", "date"),
    [
        (None, None),
        ("2024-02-03", datetime.datetime(2024, 2, 3, tzinfo=UTC)),
        ("2024-02-03T04:05:06Z", datetime.datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)),
        (datetime.datetime(2024, 2, 3), datetime.datetime(2024, 2, 3, tzinfo=UTC)),
    ],
)
def test_dates_without_a_zone_are_utc(
    given: Any, date: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pendulum", None)
    assert DateTimeParameter("d").convert(given) == date


def test_dates_are_pendulums_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pendulum:
        parse = staticmethod("parsed {}".format)
        instance = staticmethod("from {}".format)

    monkeypatch.setitem(sys.modules, "pendulum", Pendulum)
    assert DateTimeParameter("d").convert("today") == "parsed today"
    assert DateTimeParameter("d").convert(5) == "from 5"


def cleanup_of(*, key: str, state: State) -> Any:
    """What the cleanup trigger says of one upstream state."""
    module = importlib.import_module("flowc.runtime.authoring.resource_managers")
    edge = importlib.import_module("flowc.runtime.authoring.edges").Edge(
        Task(), Task(), key
    )
    return module.resource_cleanup_trigger({edge: state})


def test_cleanup_waits_for_what_it_needs() -> None:
    assert cleanup_of(key="mgr", state=Success())
    assert cleanup_of(key="other", state=Failed())
    with pytest.raises(TRIGGERFAIL):
        cleanup_of(key="other", state=Pending())
    with pytest.raises(SKIP, match="Resource manager setup failed"):
        cleanup_of(key="resource", state=Failed())
    with pytest.raises(SKIP, match="Resource manager init skipped"):
        cleanup_of(key="mgr", state=Skipped())


def test_pause_ends_when_resumed() -> None:
    with pytest.raises(PAUSE, match="Pause signal raised"):
        pause_until_resumed()
    with context_entered({"resume": True}):
        pause_until_resumed("again", datetime.timedelta(1))


def test_defaults_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = "PREFECT__TASKS__DEFAULTS__"
    monkeypatch.setenv(f"{prefix}MAX_RETRIES", "4")
    monkeypatch.setenv(f"{prefix}RETRY_DELAY", "7")
    monkeypatch.setenv(f"{prefix}TIMEOUT", "9")
    task = as_task(lambda: 1)
    assert (task.max_retries, task.timeout) == (4, 9)
    assert task.retry_delay == datetime.timedelta(seconds=7)
    assert as_task(lambda: 1, max_retries=0).retry_delay is None
    monkeypatch.setenv(f"{prefix}MAX_RETRIES", "false")
    assert as_task(lambda: 1).max_retries == 0


def test_on_failure_is_the_last_handler() -> None:
    calls: list[Any] = []
    task = as_task(lambda: 1, on_failure=lambda *given: calls.append(given))
    (handler,) = task.state_handlers
    good, bad = Success(), Failed()
    assert handler(task, Pending(), good) is good
    assert handler(task, Pending(), bad) is bad
    assert calls == [(task, bad)]


def test_a_timeout_of_less_than_a_second_is_told() -> None:
    with pytest.warns(UserWarning, match="whole seconds"):
        assert as_task(lambda: 1, timeout=datetime.timedelta(0, 1, 5)).timeout == 1


def test_definition_order_is_kept() -> None:
    names = [f"t{number}" for number in range(50)]
    with Flow("order") as flow:
        for name in names:
            as_task(lambda: 1, name=name)()
    assert [task.name for task in flow.tasks] == names
    assert [task.name for task in flow.sorted_tasks()] == names


def test_what_needs_a_server_says_so(caplog: pytest.LogCaptureFixture) -> None:
    flow = Flow("f")
    with caplog.at_level("INFO", "prefect.f"):
        flow.register(project_name="p")
        flow.visualize()
    assert [record.getMessage() for record in caplog.records] == [
        "flow.register() has no effect in a compiled script.",
        "flow.visualize() has no effect in a compiled script.",
    ]


def test_an_older_flow_has_its_keywords() -> None:
    handler, other = Result(), Result()
    flow = Flow("f", environment="e", result_handler=handler)
    assert (flow.environment, flow.result) == ("e", handler)
    assert as_task(lambda: 1, result=other, result_handler=handler).result is handler
    flow.result_handler = other
    assert flow.result is other
    with pytest.raises(TypeError, match="takes a ResultHandler, not 'r'"):
        Flow("f", result_handler="r")
