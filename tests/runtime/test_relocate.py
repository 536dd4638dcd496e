"""Re-located functions: their code, and all code inside, names the source."""

import functools
import linecache
import traceback
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.reporting.relocate import relocate_all
from flowc.runtime.reporting.tracebacks import failure_text, is_relocated
from flowc.runtime.wire.runtime_plugin import NodeRun, opened, pack
from flowc.runtime.worker.channels import Channel

SCRIPT = '''\
import functools


def plain(x):
    return 1 / x


# a comment that is the next function's
async def waits(x):
    return 1 / x


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper


def unwrapped(function):
    def wrapper(*args):
        return function(*args)
    return wrapper


@logged
def decorated(x):
    y = x
    return 1 / y


@unwrapped
def closed_over(x):
    return 1 / x


def nests(x):
    def inner(y):
        return [(lambda z: 1 / z)(item) for item in [y]]
    return inner(x)


class Worker:
    """A task of a class."""

    size = 3

    def run(self, x):
        return 1 / x

    @staticmethod
    def still(x):
        return 1 / x

    @classmethod
    def made(cls, x):
        return 1 / x

    @property
    def broken(self):
        return 1 / 0

    @functools.cached_property
    def cached(self):
        return 1 / 0

    class Inner:
        def run(self, x):
            return 1 / x


partial = functools.partial(plain, 0)


def glue(x):
    return plain(x)
'''
SHIFT = 100


def line_of(text: str) -> int:
    """The line of the script that is `text`, or that starts with it."""
    lines = SCRIPT.splitlines()
    return next(i for i, line in enumerate(lines, 1) if line.strip().startswith(text))


@pytest.fixture
def script(tmp_path: Path) -> Any:
    """The script as a module of its own file, its functions 100 lines further on."""
    path = tmp_path / "out.py"
    path.write_text(SCRIPT)
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    exec(compile(SCRIPT, str(path), "exec"), module.__dict__)
    # All but `glue`, which stands last.
    count = line_of("def glue(") - 1
    relocate_all(module.__dict__, str(path), [(1, 1 + SHIFT, count, "the_flow.py")])
    yield module
    linecache.cache.pop("the_flow.py", None)


def places(call: Callable[[], Any]) -> list[tuple[str, int, str]]:
    """File, line and function of the frames of the error that `call` raises."""
    with pytest.raises(ZeroDivisionError) as caught:
        call()
    frames = traceback.extract_tb(caught.value.__traceback__)
    return [
        (Path(frame.filename).name, frame.lineno or 0, frame.name)
        for frame in frames
        if frame.filename != __file__ and "functools" not in frame.filename
    ]


def awaited(script: Any) -> None:
    script.waits(0).send(None)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda script: script.plain(0), [("plain", 5)]),
        (awaited, [("waits", 10)]),
        (lambda script: script.decorated(0), [("wrapper", 16), ("decorated", 29)]),
        (lambda script: script.closed_over(0), [("wrapper", 22), ("closed_over", 34)]),
        (lambda script: script.Worker().run(0), [("run", 49)]),
        (lambda script: script.Worker.still(0), [("still", 53)]),
        (lambda script: script.Worker.made(0), [("made", 57)]),
        (lambda script: script.Worker().broken, [("broken", 61)]),
        (lambda script: script.Worker().cached, [("cached", 65)]),
        (lambda script: script.Worker.Inner().run(0), [("run", 69)]),
        (lambda script: script.partial(), [("plain", 5)]),
    ],
)
def test_frames_name_the_source(
    script: Any, call: Any, expected: list[tuple[str, int]]
) -> None:
    found = places(lambda: call(script))
    assert found == [("the_flow.py", line + SHIFT, name) for name, line in expected]


def test_code_inside_a_function_goes_along(script: Any) -> None:
    found = places(lambda: script.nests(0))
    inside = 39 + SHIFT
    assert (found[0], found[1]) == (
        ("the_flow.py", 40 + SHIFT, "nests"),
        ("the_flow.py", inside, "inner"),
    )
    assert {place[:2] for place in found[1:]} == {("the_flow.py", inside)}
    assert found[-1][2] == "<lambda>"


def test_what_is_not_named_stays(script: Any) -> None:
    found = places(lambda: script.glue(0))
    assert found[0] == ("out.py", line_of("return plain(x)"), "glue")
    assert found[1][0] == "the_flow.py"


def test_relocating_twice_changes_nothing(script: Any) -> None:
    rows = [(4, 4 + SHIFT, 100, "the_flow.py")]
    relocate_all(script.__dict__, script.__file__, rows)
    assert places(lambda: script.plain(0)) == [("the_flow.py", 5 + SHIFT, "plain")]


def test_this_process_knows_the_lines_of_the_source(script: Any) -> None:
    line = functools.partial(linecache.getline, "the_flow.py")
    assert line(5 + SHIFT) == "    return 1 / x\n"
    assert line(46 + SHIFT).strip() == "size = 3"
    assert line(5) == "\n"


def test_functions_of_other_modules_stay(script: Any) -> None:
    def taken_over() -> int:
        return 1

    before = taken_over.__code__
    namespace = {"__name__": "__main__", "taken_over": taken_over, "json": __import__}
    relocate_all(namespace, __file__, [(1, 7, 1000, "the_flow.py")])
    assert taken_over.__code__ is before


@pytest.mark.parametrize("odd", [len, int, "text", None, 3, print, types, object()])
def test_odd_values_are_left_alone(odd: Any) -> None:
    namespace = {"__name__": "script", "odd": odd}
    relocate_all(namespace, "out.py", [(1, 7, 10, "the_flow.py")])
    assert namespace["odd"] is odd


def test_what_stands_in_no_row_stays() -> None:
    namespace: dict[str, Any] = {"__name__": "script"}
    text = "def f(x):\n    return 1 / x\n\n\ndef g(x):\n    return 1 / x\n"
    exec(compile(text, "out.py", "exec"), namespace)
    relocate_all(namespace, "out.py", [(1, 50, 3, "flow.py"), (9, 60, 5, "flow.py")])
    assert places(lambda: namespace["f"](0)) == [("flow.py", 51, "f")]
    assert places(lambda: namespace["g"](0)) == [("out.py", 6, "g")]


def test_a_function_moved_up_keeps_a_line() -> None:
    namespace: dict[str, Any] = {"__name__": "script"}
    exec(
        compile("\n" * 30 + "def f(x):\n    return 1 / x\n", "o.py", "exec"), namespace
    )
    relocate_all(namespace, "o.py", [(31, 1, 2, "flow.py")])
    assert places(lambda: namespace["f"](0)) == [("flow.py", 2, "f")]


class FunctionRun(NodeRun):
    """Calls a function of the script."""

    def __init__(self, function: Any) -> None:
        super().__init__(Channel("t"))
        self.function = function


def sent(function: Any) -> Any:
    """The function as a worker has it."""
    run = FunctionRun(function)
    pack([run], run.channel)
    assert run.parcel is not None
    digest, data, number, _ = run.parcel
    return opened(digest, data)[number].function


def test_a_relocated_function_survives_its_journey(script: Any) -> None:
    copy = sent(script.plain)
    assert copy is not script.plain
    assert places(lambda: copy(0)) == [("the_flow.py", 5 + SHIFT, "plain")]


def test_so_does_what_is_inside_it_or_only_called_by_it(script: Any) -> None:
    nests, glue = sent((script.nests, script.glue))
    assert places(lambda: nests(0)) == places(lambda: script.nests(0))
    found = places(lambda: glue(0))
    assert found == places(lambda: script.glue(0))
    assert [place[0] for place in found] == ["out.py", "the_flow.py"]


def test_a_worker_can_tell_the_runtime_from_the_flow(script: Any) -> None:
    """`glue` stands where the text of the runtime stands in a script."""
    with pytest.raises(ZeroDivisionError) as caught:
        sent(script.glue)(0)
    first = caught.value.__traceback__
    assert first is not None
    links = [frame for frame, _ in traceback.walk_tb(first.tb_next)]
    assert [is_relocated(frame) for frame in links] == [False, True]
    text = failure_text(caught.value.with_traceback(first.tb_next))
    assert "in plain" in text and "glue" not in text
