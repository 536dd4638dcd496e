"""Texts of failures: the user's frames, bounded, and never an error of their own."""

import json
import linecache
import re
import types
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.reporting.relocate import relocate_all
from flowc.runtime.reporting.tracebacks import failure_text, with_source_lines

SCRIPT = """\
def divide(x):
    return 1 / x


def wraps_error(x):
    try:
        return divide(x)
    except ZeroDivisionError as error:
        raise ValueError("no division") from error


def recurses(x):
    return recurses(x)


def kernel(x):
    return divide(x)


def pipeline(call, *args):
    return call(*args)
"""
RUNTIME = """\
def run_task(call, *args):
    return call(*args)
"""
SOURCE = "the_flow_of_tests.py"


@pytest.fixture
def script(tmp_path: Path) -> Any:
    """A script whose tasks were re-located; kernel and pipeline were not."""
    path = tmp_path / "out.py"
    path.write_text(SCRIPT)
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    exec(compile(SCRIPT, str(path), "exec"), module.__dict__)
    rows = [(1, 11, 2, SOURCE), (5, 21, 5, SOURCE), (12, 31, 2, SOURCE)]
    relocate_all(module.__dict__, str(path), rows)
    yield module
    linecache.cache.pop(SOURCE, None)


def runtime() -> Callable[..., Any]:
    """A function as the runtime of --runtime import has them."""
    namespace: dict[str, Any] = {
        "__name__": "flowc.runtime.worker.task_node",
        "__file__": "/lib/flowc/runtime/worker/task_node.py",
    }
    exec(compile(RUNTIME, namespace["__file__"], "exec"), namespace)
    return namespace["run_task"]  # type: ignore[no-any-return]


def caught(call: Callable[..., Any], *args: Any) -> BaseException:
    """The error that a call raises, its traceback from the call on."""
    try:
        call(*args)
    except BaseException as error:
        assert error.__traceback__ is not None
        return error.with_traceback(error.__traceback__.tb_next)
    raise AssertionError("nothing was raised")


def frames(text: str) -> list[tuple[str, str]]:
    """Lines and functions of the user's file, in order; others by their file."""
    found = re.findall(r'File "(.*?)", line (\d+), in (\w+)', text)
    return [(line if name == SOURCE else Path(name).name, f) for name, line, f in found]


def test_frames_before_the_task_are_left_out(script: Any) -> None:
    text = failure_text(caught(runtime(), script.pipeline, script.kernel, 0))
    assert frames(text) == [("12", "divide")]
    assert text.startswith("Traceback (most recent call last):\n")
    assert "    return 1 / x\n" in text
    assert text.endswith("ZeroDivisionError: division by zero\n")


def test_a_task_run_by_another_thread(script: Any) -> None:
    with ThreadPoolExecutor(1) as pool:
        text = failure_text(caught(pool.submit(script.kernel, 0).result))
    assert frames(text) == [("12", "divide")]


def test_a_task_from_a_library_keeps_its_frames() -> None:
    text = failure_text(caught(runtime(), json.loads, "{"))
    assert frames(text)[0] == ("__init__.py", "loads")


def test_chained_errors_are_kept(script: Any) -> None:
    text = failure_text(caught(runtime(), script.wraps_error, 0))
    first, second = text.split("direct cause of the following exception")
    assert frames(first) == [("23", "wraps_error"), ("12", "divide")]
    assert frames(second) == [("25", "wraps_error")]
    assert "ValueError: no division" in second


def test_endless_recursion_gives_a_short_text(script: Any) -> None:
    text = failure_text(caught(script.recurses, 0))
    assert "more times" in text
    assert len(text) < 2000


def test_a_long_message_is_cut_in_the_middle() -> None:
    text = failure_text(ValueError("start" + "x" * 10**6 + "end"))
    assert 19_000 < len(text) <= 20_000
    assert text.startswith("ValueError: start")
    assert text.endswith("xend\n")
    assert "characters left out" in text


def test_the_limit_can_be_given(script: Any) -> None:
    text = failure_text(caught(script.divide, 0), 150)
    assert len(text) <= 150
    assert text.startswith("Traceback") and text.endswith("zero\n")


class NoText(Exception):
    def __str__(self) -> str:
        raise KeyError


class Odd(BaseException):
    __traceback__ = property(lambda self: 1 / 0)


def test_it_never_raises() -> None:
    assert "NoText" in failure_text(NoText())
    assert failure_text(Odd("what")) == "Odd('what')\n"


def test_the_text_can_be_encoded() -> None:
    assert "\\ud800" in failure_text(ValueError("\ud800"))


def test_no_line_of_another_file_of_that_name_is_shown(
    script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linecache.cache.pop(SOURCE)  # as on a worker, which has not got the script
    (tmp_path / SOURCE).write_text("another file\n" * 50)
    monkeypatch.chdir(tmp_path)
    text = failure_text(caught(script.divide, 0))
    assert frames(text) == [("12", "divide")]
    assert "another file" not in text


def test_the_client_adds_the_lines_it_knows(script: Any) -> None:
    known = linecache.cache.pop(SOURCE)
    text = failure_text(caught(script.wraps_error, 0))
    assert "return 1 / x" not in text
    linecache.cache[SOURCE] = known
    whole = with_source_lines(text)
    assert whole.count("    return 1 / x") == 1
    assert '    raise ValueError("no division") from error' in whole
    assert with_source_lines(whole) == whole
    assert [line for line in whole.split("\n") if line in text.split("\n")] == (
        text.rstrip("\n").split("\n")
    )
