"""Log lines as PREFECT__LOGGING__* asks for them, in the client and on workers."""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flowc.runtime.context.context import context_entered
from flowc.runtime.policies.bodies import call_body
from flowc.runtime.policies.task_logs import configure_task_log, printing_to
from flowc.runtime.program.logging_setup import configure_logging
from flowc.runtime.worker.task_spec import Step

from tests.support import commands

FLOW = """
import logging
import prefect
from prefect import Flow, task

@task
def f(x):
    prefect.context.get("logger").debug("in %s", x)
    logging.getLogger("mine.part").info("mine")

with Flow("logs") as flow:
    f(1)
"""
VARIABLES = {
    "PREFECT__LOGGING__LEVEL": "DEBUG",
    "PREFECT__LOGGING__FORMAT": "<%(levelname)s %(name)s %(task_name)s> %(message)s",
    "PREFECT__LOGGING__EXTRA_LOGGERS": "['mine']",
}


def printing(text: str) -> int:
    print(text)
    return 1


@pytest.fixture(autouse=True)
def fresh_loggers() -> Iterator[None]:
    forget_handlers()
    yield
    forget_handlers()


def forget_handlers() -> None:
    for name in ("prefect", "mine"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


def line_of(name: str = "prefect.f", **attributes: str) -> str:
    """How the handler writes a record."""
    (handler,) = logging.getLogger("prefect").handlers
    record = logging.LogRecord(name, 20, "f", 1, "hello", (), None)
    record.created = 0.0
    record.__dict__.update(attributes)
    return handler.format(record)


def test_the_format_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    configure_logging("INFO")
    assert line_of() == "[1970-01-01 00:00:00+0000] INFO - prefect.f | hello"
    monkeypatch.setenv("PREFECT__LOGGING__FORMAT", "%(asctime)s %(name)s")
    monkeypatch.setenv("PREFECT__LOGGING__DATEFMT", "%H:%M %z")
    configure_logging("DEBUG")
    assert line_of() == "00:00 +0000 prefect.f"
    assert logging.getLogger("prefect").level == logging.DEBUG
    assert len(logging.getLogger("prefect").handlers) == 1


def test_a_format_can_name_the_context() -> None:
    form = "%(flow_name)s/%(task_name)s/%(team)s %(message)s"
    configure_logging("INFO", {"format": form, "log_attributes": ["team"]})
    with context_entered({"flow_name": "a", "task_name": "f", "team": "red"}):
        assert line_of() == "a/f/red hello"
        assert line_of(task_name="own") == "a/own/red hello"
    with context_entered({}):
        assert line_of() == "None/None/None hello"


@pytest.mark.parametrize("form", ["%(wrong", "%(x)q", ""])
def test_a_format_that_is_none_is_left_out(form: str) -> None:
    configure_logging("INFO", {"format": form})
    assert line_of().endswith("INFO - prefect.f | hello")


def test_workers_log_as_the_client_says() -> None:
    configure_task_log("WARNING")
    assert line_of().endswith("INFO - prefect.f | hello")
    configure_task_log("WARNING", {"format": "%(message)s", "extra_loggers": ["mine"]})
    assert line_of() == "hello"
    configure_task_log("WARNING")
    assert line_of() == "hello"
    mine = logging.getLogger("mine")
    assert mine.level == logging.WARNING and len(mine.handlers) == 1


def test_loggers_that_somebody_set_up_are_left_alone() -> None:
    logger = logging.getLogger("prefect")
    logger.addHandler(logging.NullHandler())
    configure_task_log("DEBUG", {"format": "%(message)s"})
    assert len(logger.handlers) == 1 and logger.level == logging.NOTSET


@pytest.mark.parametrize(
    "where",
    ["sync", pytest.param("cluster", marks=[pytest.mark.cluster, pytest.mark.slow])],
)
def test_tasks_log_so(where: str, tmp_path: Path) -> None:
    script = commands.compile_text(FLOW, tmp_path)
    place = ["--local", where] if where == "sync" else []
    done = commands.run(
        [sys.executable, script, "--once", *place, "--progress", "none"],
        tmp_path,
        {**VARIABLES, "FLOWC_REPORT": "r.json"},
        ok=True,
    )
    lines = done.err.splitlines()
    assert "<DEBUG prefect.f f> in 1" in lines
    assert "<INFO mine.part f> mine" in lines
    assert json.loads((tmp_path / "r.json").read_text())["flow_state"] == "Success"


def test_prints_of_overlapping_tasks_go_each_to_its_own(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sys.stdout
    inside, leave = threading.Barrier(3), threading.Event()

    def body(name: str) -> None:
        with printing_to(logging.getLogger(name)):
            inside.wait(10)
            if name == "late":
                leave.wait(10)
            print(f"by {name}")

    caplog.set_level("INFO")
    threads = [threading.Thread(target=body, args=(n,)) for n in ("soon", "late")]
    for thread in threads:
        thread.start()
    inside.wait(10)
    print("by none")
    threads[0].join(10)
    leave.set()
    threads[1].join(10)
    told = {(record.name, record.message) for record in caplog.records}
    assert told == {("soon", "by soon"), ("late", "by late")}
    assert sys.stdout is before and capsys.readouterr().out == "by none\n"


def test_a_timed_task_on_a_thread_logs_as_any_other(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    step = Step("t-1", printing, name="t", timeout=30, log_stdout=True)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(call_body, step, {"text": "hello"}).result() == 1
    assert "INFO - prefect.t | hello" in capfd.readouterr().err
