"""Widths, characters and colours of a stream."""

import io
import os
from typing import Any

import pytest
from flowc.runtime.reporting.terminal import (
    Screen,
    columns_of,
    on_one_line,
    padded,
    spelt_seconds,
)

from .terminal import Terminal


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 ms"),
        (0.0402, "40 ms"),
        (0.9994, "999 ms"),
        (0.9996, "1.00 s"),
        (1.254, "1.25 s"),
        (9.996, "10.0 s"),
        (59.96, "1 min 00 s"),
        (123.4, "2 min 03 s"),
        (3599.7, "1 h 00 min"),
        (7261, "2 h 01 min"),
        (-0.5, "0 ms"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert spelt_seconds(seconds) == text


@pytest.mark.parametrize(
    ("text", "columns", "line"),
    [
        ("short", 10, "short"),
        ("a\n  b\r\nc", 10, "a b c"),
        ("0123456789", 10, "0123456789"),
        ("0123456789x", 10, "0123456..."),
        ("\x1b[31mred\x07", 20, "?[31mred?"),
        ("日本語日本語", 8, "日本..."),
        ("x" * 10**6, 6, "xxx..."),
        ("abcdef", 2, ".."),
    ],
)
def test_text_on_one_line(text: str, columns: int, line: str) -> None:
    assert on_one_line(text, columns) == line
    assert columns_of(line) <= columns


def test_columns_of_wide_and_combining_letters() -> None:
    assert columns_of("日本") == 4
    assert columns_of("e\u0301") == 1
    assert padded("日本", 6) == "日本  "


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colours(
    environment: dict[str, str],
    terminal: bool,
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    screen = Screen(Terminal() if terminal else io.StringIO())
    assert screen.coloured is coloured
    assert ("\x1b" in screen.paint("text", "red")) is coloured


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "✓ é"),
        ("latin-1", "+ é"),
        ("ascii", "+ \\xe9"),
        ("no-such-codec", "\\u2713 \\xe9"),
    ],
)
def test_characters_that_the_stream_can_encode(encoding: str, written: str) -> None:
    screen = Screen(io.StringIO())
    screen.encoding = encoding
    assert screen.spelt("✓ é") == written


def test_a_closed_stream_is_left_alone() -> None:
    stream = io.StringIO()
    screen = Screen(stream)
    stream.close()
    screen.write("text")


def test_the_size_is_that_of_the_streams_own_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leader, follower = os.openpty()
    with os.fdopen(follower, "w") as stream:
        import fcntl
        import struct
        import termios

        size = struct.pack("HHHH", 33, 77, 0, 0)
        fcntl.ioctl(follower, termios.TIOCSWINSZ, size)
        monkeypatch.setenv("TERM", "xterm")
        assert Screen(stream).size() == (77, 33)
    os.close(leader)
    assert Screen(io.StringIO()).size() == (100, 24)


class NoTerminal:
    """A stream that knows nothing of terminals."""

    def write(self, text: str) -> None:
        """Take any text."""


def test_a_stream_without_isatty() -> None:
    stream: Any = NoTerminal()
    assert not Screen(stream).tty
