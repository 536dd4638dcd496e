"""Comparing a script with its file, and writing it."""

import os
import stat
from pathlib import Path

import pytest
from flowc.compiler.emit import seal as sealing
from flowc.compiler.emit.seal import seal
from flowc.compiler.output import OutputError, State, compare, difference, write

BODY = '"""A script."""\nprint(1)\n'


def script(body: str = BODY, name: str = "f.py", sha256: str = "ab" * 32) -> str:
    return seal(body, source_name=name, source_sha256=sha256, flow="f")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A path where nothing is yet."""
    return tmp_path / "out.py"


def test_nothing_there_is_missing(out: Path) -> None:
    found = compare(out, script())
    assert found.state is State.MISSING and found.overwritable


def test_the_same_bytes_are_fresh(out: Path) -> None:
    write(out, script())
    assert compare(out, script()).state is State.FRESH


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        (script(sha256="cd" * 32), "the source has changed since"),
        (script(name="other.py"), "it was made from other.py"),
        (script(BODY + "#\n"), "it was made with other options or another flow"),
        (script().replace("\n", "\r\n"), "its line ends were changed"),
    ],
)
def test_an_older_script_is_stale(out: Path, there: str, reason: str) -> None:
    out.write_bytes(there.encode())
    found = compare(out, script())
    assert (found.state, found.reason) == (State.STALE, reason)
    assert found.overwritable


def test_another_version_is_stale(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "VERSION", "0.0.1")
    write(out, script())
    monkeypatch.undo()
    found = compare(out, script())
    assert found.state is State.STALE
    assert "made by flowc 0.0.1" in found.reason


def test_an_edited_script_is_told_from_a_stale_one(out: Path) -> None:
    write(out, script(sha256="cd" * 32).replace("print(1)", "print(2)"))
    found = compare(out, script())
    assert found.state is State.EDITED and not found.overwritable


@pytest.mark.parametrize("data", [b"", b"print(1)\n", b"\xff\x00"])
def test_other_files_are_not_flowcs(out: Path, data: bytes) -> None:
    out.write_bytes(data)
    found = compare(out, script())
    assert found.state is State.FOREIGN and not found.overwritable


def test_text_is_written_as_utf8_with_its_own_line_ends(out: Path) -> None:
    write(out, "x = 'é'\n")
    assert out.read_bytes() == b"x = '\xc3\xa9'\n"


def test_a_new_file_gets_the_usual_mode(out: Path) -> None:
    before = os.umask(0o027)
    try:
        write(out, "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_an_old_file_keeps_its_mode(out: Path) -> None:
    out.write_text("old")
    out.chmod(0o755)
    write(out, "new")
    assert out.read_text() == "new"
    assert stat.S_IMODE(out.stat().st_mode) == 0o755


def test_a_link_stays_and_its_target_is_written(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "real.py"
    target.write_text("old")
    out.symlink_to(target)
    write(out, "new")
    assert out.is_symlink() and target.read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(out: Path) -> None:
    os.mkfifo(out)
    reader = os.open(out, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert compare(out, "text").overwritable
        write(out, "text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(out.stat().st_mode)


class Interruption(BaseException):
    """Like KeyboardInterrupt."""


@pytest.mark.parametrize("moment", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("problem", [OSError(28, "No space left"), Interruption()])
def test_what_fails_leaves_everything_as_it_was(
    out: Path, monkeypatch: pytest.MonkeyPatch, moment: str, problem: BaseException
) -> None:
    def fail(*arguments: object) -> None:
        raise problem

    out.write_text("old")
    monkeypatch.setattr(os, moment, fail)
    with pytest.raises((OutputError, Interruption)):
        write(out, "new")
    monkeypatch.undo()
    assert out.read_text() == "old"
    assert os.listdir(out.parent) == ["out.py"]


@pytest.mark.parametrize("name", ["missing/out.py", "file/out.py", "a\0b.py", "."])
def test_a_path_that_cannot_be_written_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        write(tmp_path / name, "x")
    assert os.listdir(tmp_path) == ["file"]


def test_a_read_only_file_is_refused(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of os.access, so that the test holds for the superuser too."""
    out.write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(OutputError, match="read-only"):
        write(out, "new")
    assert out.read_text() == "old"


def test_a_difference_is_a_unified_diff(out: Path) -> None:
    text = difference("a\nb\n", "a\nc\n", out)
    assert text.splitlines()[2:] == ["@@ -1,2 +1,2 @@", " a", "-b", "+c"]
    assert difference("a\n", "a\n", out) == ""


def test_a_missing_last_newline_shows(out: Path) -> None:
    assert "-a\n\\ No newline at end of file\n+a\n" in difference("a", "a\n", out)
