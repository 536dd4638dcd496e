"""Previews of values: exact where they fit, bounded in length and cost elsewhere."""

import array
import collections
import dataclasses
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.reporting.preview import preview, preview_sequence
from hypothesis import given, settings, strategies as st


@dataclasses.dataclass
class Point:
    x: Any
    y: Any = dataclasses.field(default=0, repr=False)


@dataclasses.dataclass
class OwnRepr:
    x: Any

    def __repr__(self) -> str:
        return "mine" * 3


Pair = collections.namedtuple("Pair", "left right")


class Loud(list):  # type: ignore[type-arg]
    def __repr__(self) -> str:
        return f"Loud of {len(self)}"


class Quiet(list):  # type: ignore[type-arg]
    pass


class Raises:
    def __repr__(self) -> str:
        raise ValueError("no text")


class Signal(BaseException):
    pass


class RaisesSignal:
    def __repr__(self) -> str:
        raise Signal("skip")


class NoString:
    def __repr__(self) -> str:
        return 3  # type: ignore[return-value]


class Surrogate:
    def __repr__(self) -> str:
        return "<\ud800>"


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.binary(max_size=30)
    | st.builds(bytearray, st.binary(max_size=5))
    | st.just(OwnRepr(1))
    | st.just(Loud([1, 2]))
)
KEYS = st.integers() | st.text(max_size=5) | st.tuples(st.integers())


def containers(inner: Any) -> Any:
    lists = st.lists(inner, max_size=6)
    return (
        lists
        | lists.map(tuple)
        | lists.map(Quiet)
        | lists.map(collections.deque)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.dictionaries(KEYS, inner, max_size=4).map(collections.OrderedDict)
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda found: collections.defaultdict(int, found)
        )
        | st.sets(KEYS, max_size=4)
        | st.frozensets(KEYS, max_size=4)
        | st.lists(st.integers(0, 9)).map(collections.Counter)
        | st.lists(st.floats(), max_size=3).map(lambda found: array.array("d", found))
        | st.builds(Point, inner, inner)
        | st.builds(Pair, inner, inner)
        | st.dictionaries(KEYS, inner, max_size=3).map(dict.items)
        | st.dictionaries(KEYS, inner, max_size=3).map(dict.values)
    )


VALUES = st.recursive(LEAVES, containers, max_leaves=25)


@settings(max_examples=400, deadline=None)
@given(VALUES, st.integers(0, 120))
def test_preview_is_the_repr_where_it_fits_and_bounded_elsewhere(
    value: Any, limit: int
) -> None:
    text, full = preview(value, limit), repr(value)
    text.encode()
    if len(full) <= limit:
        assert text == full
    else:
        assert len(text) <= limit
        assert "..." in text or "<int of" in text or limit < 10


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_the_limit_is_exact(value: Any) -> None:
    full = repr(value)
    assert preview(value, len(full)) == full
    if len(full) > 3:
        assert len(preview(value, len(full) - 1)) < len(full)


BIG = list(range(1_000_000))


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (BIG, "[0, 1, 2, "),
        ((0, BIG), "(0, [0, 1, 2, "),
        ({"a": BIG, "b": 1}, "{'a': [0, 1, 2, "),
        ([[[BIG]], 2], "[[[[0, 1, 2, "),
        (dict.fromkeys(BIG), "{0: None, 1: None, "),
        (dict.fromkeys(BIG).keys(), "dict_keys([0, 1, "),
        (set(BIG), "{0, 1, 2, "),
        (frozenset(BIG), "frozenset({0, 1, 2, "),
        (collections.deque(BIG), "deque([0, 1, 2, "),
        (collections.Counter(BIG), "Counter({0: 1, 1: 1, "),
        (array.array("l", BIG), "array([0, 1, 2, "),
        (Quiet(BIG), "[0, 1, 2, "),
        (Point(BIG), "Point(x=[0, 1, 2, "),
        (Pair(1, BIG), "Pair(left=1, right=[0, 1, 2, "),
        ("x" * 20_000_000, "'xxxx"),
        (["x" * 20_000_000], "['xxxx"),
        (b"\0" * 20_000_000, "b'\\x00\\x00"),
        (bytearray(20_000_000), "bytearray(b'\\x00"),
        (1 << 10_000_000, "<int of 10000001 bits>"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_big_value_costs_no_more_than_its_text(value: Any, start: str) -> None:
    best = 1.0
    for _ in range(5):
        begun = time.perf_counter()
        text = preview(value)
        best = min(best, time.perf_counter() - begun)
    assert text.startswith(start)
    assert len(text) <= 2000
    assert best < 0.01  # the full repr takes 30 ms and more


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [
        (list(range(100)), 20, "[0, 1, 2, 3, 4, ...]"),
        ({"a": list(range(100)), "b": 1}, 30, "{'a': [0, 1, ...], ...}"),
        ([list(range(100))], 30, "[[0, 1, 2, 3, 4, 5, ...]]"),
        ("a" * 100, 20, "'aaaaaaaaaaaaaaa'..."),
        ("\n" * 100, 20, "'\\n\\n\\n\\n\\n\\n\\n'..."),
        (["short", "b" * 100], 30, "['short', 'bbbbbbbbb'...]"),
        ({"key": "b" * 100}, 30, "{'key': 'bbbbbb'...}"),
        (Point(list(range(100))), 30, "Point(x=[0, 1, ...])"),
        (list(range(100)), 3, "..."),
        (list(range(100)), 0, ""),
    ],
)
def test_cut_texts_stay_readable(value: Any, limit: int, text: str) -> None:
    assert preview(value, limit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Raises(), "<Raises: its repr failed with ValueError: no text>"),
        ([1, Raises()], "[1, <Raises: its repr failed with ValueError: no text>]"),
        (RaisesSignal(), "<RaisesSignal: its repr failed with Signal: skip>"),
        ({1: RaisesSignal()}, "{1: <RaisesSignal: its repr failed with Signal: skip>}"),
        (Surrogate(), "<\\ud800>"),
    ],
)
def test_a_failing_repr_gives_a_placeholder(value: Any, text: str) -> None:
    assert preview(value) == text


def test_a_repr_that_is_no_string_gives_a_placeholder() -> None:
    assert preview(NoString()).startswith("<NoString: its repr failed with TypeError")


def test_an_error_whose_text_fails_gives_a_placeholder() -> None:
    class Worse(Exception):
        def __str__(self) -> str:
            raise KeyError

    class Value:
        def __repr__(self) -> str:
            raise Worse

    assert preview(Value()) == "<Value: its repr failed with Worse>"


def test_a_subclass_is_rendered_by_its_own_repr() -> None:
    assert preview(Loud(BIG)) == "Loud of 1000000"
    assert preview([Loud([]), Quiet([1])]) == "[Loud of 0, [1]]"


def test_recursive_values() -> None:
    value: list[Any] = [1]
    value.append(value)
    assert preview(value) == "[1, [...]]"
    mapping: dict[str, Any] = {}
    mapping["self"] = [mapping, value]
    assert preview(mapping) == repr(mapping)
    point = Point(1)
    point.x = [point]
    assert preview(point) == repr(point)


def test_deep_values() -> None:
    value: list[Any] = []
    for _ in range(200):
        value = [value]
    assert preview(value) == repr(value)
    for _ in range(100_000):
        value = [value]
    assert len(preview(value)) <= 2000


def test_numpy_objects_are_asked_for_what_they_print() -> None:
    numpy = pytest.importorskip("numpy")
    for value in (numpy.arange(5), numpy.arange(1_000_000), numpy.array([1, "a"])):
        assert preview(value) == repr(value)
    assert preview(numpy.array(["x" * 10**6])) == "<ndarray of shape (1,)>"
    boxed = numpy.empty(2, dtype=object)
    boxed[0] = BIG
    assert preview(boxed) == "<ndarray of shape (2,)>"
    threshold = numpy.get_printoptions()["threshold"]
    numpy.set_printoptions(threshold=sys.maxsize)
    try:
        assert preview([numpy.arange(10**7)]) == "[<ndarray of shape (10000000,)>]"
    finally:
        numpy.set_printoptions(threshold=threshold)


def test_pandas_frames_are_asked_for_what_they_print() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"a": range(100_000)})
    assert preview(frame) == repr(frame)
    with pandas.option_context("display.max_rows", None):
        assert preview(frame) == "<DataFrame of shape (100000, 1)>"


@pytest.mark.parametrize(
    ("first", "width", "limit", "text"),
    [
        (["1", "2", "3"], 3, 2000, "[1, 2, 3]"),
        (["1", "2"], 5, 2000, "[1, 2, ...]"),
        (["1"], 1, 2000, "[1]"),
        ([], 0, 2000, "[]"),
        ([], 3, 2000, "[...]"),
        (["1", "2", "3"], 3, 9, "[1, 2, 3]"),
        (["1", "2", "33"], 3, 9, "[1, ...]"),
        (["1" * 20, "2"], 2, 9, "[...]"),
    ],
)
def test_preview_of_a_mapped_task(
    first: list[str], width: int, limit: int, text: str
) -> None:
    assert preview_sequence(first, width, limit) == text


def test_it_works_where_it_was_sent_by_value(tmp_path: Path) -> None:
    cloudpickle.register_pickle_by_value(sys.modules[preview.__module__])
    cloudpickle.register_pickle_by_value(
        sys.modules["flowc.runtime.reporting.array_size"]
    )
    try:
        (tmp_path / "sent").write_bytes(cloudpickle.dumps(preview))
    finally:
        cloudpickle.unregister_pickle_by_value(sys.modules[preview.__module__])
        cloudpickle.unregister_pickle_by_value(
            sys.modules["flowc.runtime.reporting.array_size"]
        )
    program = (
        "import cloudpickle, pathlib, sys\n"
        "preview = cloudpickle.loads(pathlib.Path('sent').read_bytes())\n"
        "print(preview([1, {2: 3}.keys(), 'x']), 'flowc' in sys.modules)\n"
    )
    command = [sys.executable, "-I", "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "[1, dict_keys([2]), 'x'] False\n", done.stderr
