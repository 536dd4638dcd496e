"""Compares a script with the file that it goes to, and writes it."""

import contextlib
import difflib
import enum
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .emit.seal import Seal, read_seal
from .version import VERSION


class State(enum.Enum):
    """How an existing file stands to the script that would be written."""

    FRESH = "fresh"
    MISSING = "missing"
    STALE = "stale"
    EDITED = "edited by hand"
    FOREIGN = "not written by flowc"


@dataclass(frozen=True)
class Comparison:
    """A file against a script: the state, why, and the file's text now."""

    state: State
    reason: str
    text: str = ""

    @property
    def overwritable(self) -> bool:
        """Whether nothing of anybody's is lost when the script is written."""
        return self.state in (State.FRESH, State.MISSING, State.STALE)


class OutputError(Exception):
    """The output cannot be read or written; the message says why."""


def compare(path: Path, text: str) -> Comparison:
    """Say how the file stands to the script; OutputError if it can't be read."""
    if _is_stream(path):
        return Comparison(State.MISSING, "it is not a file")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Comparison(State.MISSING, "it does not exist")
    except (OSError, ValueError) as problem:
        raise OutputError(f"cannot read {path}: {_reason(problem)}") from None
    if data == text.encode():
        return Comparison(State.FRESH, "it is what flowc would write", text)
    return _differing(data.decode(errors="replace"), text)


def _differing(old: str, new: str) -> Comparison:
    before, after = read_seal(old), read_seal(new)
    if before is None:
        return Comparison(State.FOREIGN, "flowc did not write it", old)
    if not before.intact:
        reason = "it was edited by hand since flowc wrote it"
        return Comparison(State.EDITED, reason, old)
    return Comparison(State.STALE, _why_stale(before, after), old)


def _why_stale(before: Seal, after: Seal | None) -> str:
    if after is not None and before.source != after.source:
        return f"it was made from {before.source}"
    if after is not None and before.source_sha256 != after.source_sha256:
        return "the source has changed since"
    if before.version != VERSION:
        return f"it was made by flowc {before.version}, this is {VERSION}"
    if after is not None and before.body_sha256 == after.body_sha256:
        return "its line ends were changed"
    return "it was made with other options or another flow"


def difference(old: str, new: str, path: Path) -> str:
    """A unified diff from the file's text to the script; "" if they are the same."""
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        f"{path} (there)",
        f"{path} (new)",
    )
    ended = (
        x if x.endswith("\n") else f"{x}\n\\ No newline at end of file\n" for x in lines
    )
    return "".join(ended)


def write(path: Path, text: str) -> None:
    """Write the script as UTF-8, whole or not at all, keeping the file's mode.

    A symbolic link stays and its target is replaced. OutputError if it fails; then
    what was there is unchanged and nothing is left beside it.
    """
    data = text.encode()
    try:
        if _is_stream(path):
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as problem:
        raise OutputError(f"cannot write {path}: {_reason(problem)}") from None


def _replace(path: Path, data: bytes) -> None:
    mode = _mode(path)
    handle, name = tempfile.mkstemp(prefix=".flowc-", suffix=".tmp", dir=path.parent)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is there, else that of any new file."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
    if not os.access(path, os.W_OK):
        raise PermissionError("it is read-only")
    return mode


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths name one file that is there, through links too."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def _is_stream(path: Path) -> bool:
    """A device or pipe, such as /dev/stdout: written to, never replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _reason(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem)
