"""Reads a source file: bytes to checked text, without running any of it."""

import ast
import codecs
import hashlib
import sys
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .checking import MAX_BYTES, SourceError, check_text, parse_text, span_of
from .diagnostics import Diagnostic, diagnose
from .notebook import SUFFIX
from .origins import Origins

__all__ = ["Source", "SourceError", "read_source", "source_from_bytes", "span_of"]

# Most of a notebook may be pictures.
MAX_NOTEBOOK_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A source file's text, with "\\n" line ends and without a byte order mark.

    `name` is its last path component (what a script may mention), `file` the path
    as the user gave it (what diagnostics mention), `sha256` that of its bytes.
    `origins` tell where its lines come from, if not from that file as they stand, and
    `texts` what diagnostics show of these places. The hash of a notebook is that of its
    code alone, as its results change with every run; `remarks` are what is to be said
    of the rest of it.
    """

    name: str
    text: str
    sha256: str
    path: Path | None = None
    origins: Origins = field(default_factory=Origins)
    texts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def file(self) -> str:
        """The name to show in spans."""
        return self.name if self.path is None else str(self.path)


def read_source(location: str) -> Source:
    """Read a file, or standard input for "-"; SourceError if it is not Python."""
    path = None if location == "-" else Path(location)
    name = "<stdin>" if path is None else path.name
    return source_from_bytes(_read(path, location), name, path)


def source_from_bytes(data: bytes, name: str, path: Path | None = None) -> Source:
    """Check bytes as source text; SourceError if they are not Python.

    Those of a file whose name ends in .ipynb are a notebook's.
    """
    file = name if path is None else str(path)
    if name.endswith(SUFFIX):
        return _from_notebook(data, name, path)
    text = _decode(data, file)
    check_text(text, file)
    return Source(name, text, hashlib.sha256(data).hexdigest(), path)


def read_module_source(path: str) -> tuple[Source, ast.Module]:
    """Read a module that may turn out to be needed: its source, its syntax checked, and
    its tree. SourceError if it is not Python."""
    found = Path(path)
    data = _read(found, path)
    text = _decode(data, path)
    tree = parse_text(text, path)
    return Source(found.name, text, hashlib.sha256(data).hexdigest(), found), tree


def _from_notebook(data: bytes, name: str, path: Path | None) -> Source:
    from .notebook.reading import read_notebook

    found = read_notebook(data, name, name if path is None else str(path))
    sha256 = hashlib.sha256(found.text.encode()).hexdigest()
    return Source(
        name, found.text, sha256, path, found.origins, found.texts, found.remarks
    )


def _read(path: Path | None, location: str) -> bytes:
    """At most one byte more than is allowed."""
    most = MAX_NOTEBOOK_BYTES if location.endswith(SUFFIX) else MAX_BYTES
    try:
        if path is None:
            data = sys.stdin.buffer.read(most + 1)
        else:
            with path.open("rb") as stream:
                data = stream.read(most + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        message = f"cannot open {location}: {reason}"
        raise SourceError([diagnose("FLC001", message)]) from None
    if len(data) > most:
        message = f"{location} is larger than {most // 1024**2} MiB"
        raise SourceError([diagnose("FLC006", message)])
    return data


def _decode(data: bytes, file: str) -> str:
    if (offset := data.find(0)) >= 0:
        message = f"{file} contains a NUL byte at offset {offset}"
        raise SourceError([diagnose("FLC003", message)])
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    encoding = _encoding(data, file)
    try:
        text = data[mark:].decode(encoding)
    except UnicodeDecodeError as problem:
        offset = problem.start + mark
        message = f"byte 0x{data[offset]:02x} at offset {offset} is not {encoding}"
        raise SourceError([diagnose("FLC002", f"{file}: {message}")]) from None
    except (UnicodeError, LookupError, ValueError) as problem:
        message = f"cannot decode {file} as {encoding}: {problem}"
        raise SourceError([diagnose("FLC002", message)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes, file: str) -> str:
    """The encoding that the file names in its first two lines, else UTF-8."""
    marked = data.startswith(codecs.BOM_UTF8)
    lines = data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)[:2]
    ascii_lines = (line.decode("ascii", "replace").encode() for line in lines)
    try:
        encoding, _ = tokenize.detect_encoding(lambda: next(ascii_lines))
    except SyntaxError as problem:
        message = f"cannot decode {file}: {problem.msg}"
        raise SourceError([diagnose("FLC002", message)]) from None
    if marked and encoding != "utf-8":
        message = f"{file} starts with a UTF-8 byte order mark but says {encoding}"
        raise SourceError([diagnose("FLC002", message)])
    return encoding
