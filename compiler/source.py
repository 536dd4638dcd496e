"""Reads a source file: bytes to checked text, without running any of it."""

import ast
import codecs
import hashlib
import sys
import tokenize
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .diagnostics import Diagnostic, Span, diagnose
from .nesting import beyond_limit
from .origins import Origins

MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 50_000


@dataclass(frozen=True)
class Source:
    """A source file's text, with "\\n" line ends and without a byte order mark.

    `name` is its last path component (what a script may mention), `file` the path
    as the user gave it (what diagnostics mention), `sha256` that of its bytes.
    `origins` tell where its lines come from, if not from that file as they stand, and
    `texts` what diagnostics show of these places.
    """

    name: str
    text: str
    sha256: str
    path: Path | None = None
    origins: Origins = field(default_factory=Origins)
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The name to show in spans."""
        return self.name if self.path is None else str(self.path)


class SourceError(Exception):
    """The source cannot be read; `text` is there when it could be decoded."""

    def __init__(self, diagnostics: Iterable[Diagnostic], text: str = "") -> None:
        super().__init__("the source cannot be read")
        self.diagnostics = tuple(diagnostics)
        self.text = text


def read_source(location: str) -> Source:
    """Read a file, or standard input for "-"; SourceError if it is not Python."""
    path = None if location == "-" else Path(location)
    name = "<stdin>" if path is None else path.name
    return source_from_bytes(_read(path, location), name, path)


def source_from_bytes(data: bytes, name: str, path: Path | None = None) -> Source:
    """Check bytes as source text; SourceError if they are not Python."""
    file = name if path is None else str(path)
    text = _decode(data, file)
    _check_size(text, file)
    tree = _parse(text, file)
    _check_nesting(tree, text, file)
    _check_scopes(tree, text, file)
    return Source(name, text, hashlib.sha256(data).hexdigest(), path)


def _read(path: Path | None, location: str) -> bytes:
    """At most one byte more than is allowed."""
    try:
        if path is None:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        message = f"cannot open {location}: {reason}"
        raise SourceError([diagnose("FLC001", message)]) from None
    if len(data) > MAX_BYTES:
        message = f"{location} is larger than {MAX_BYTES // 1024**2} MiB"
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


def _check_size(text: str, file: str) -> None:
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        message = f"{file} has {lines:,} lines; flowc reads up to {MAX_LINES:,}"
        raise SourceError([diagnose("FLC006", message)])


def _parse(text: str, file: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as problem:
        raise SourceError([_syntax(problem, text, file)], text) from None
    except (RecursionError, MemoryError):
        message = f"{file} is nested too deep for Python's own parser"
        raise SourceError([diagnose("FLC005", message)], text) from None
    except ValueError as problem:
        message = f"cannot read {file}: {problem}"
        raise SourceError([diagnose("FLC002", message)]) from None


def _check_scopes(tree: ast.Module, text: str, file: str) -> None:
    """What Python's parser lets pass and its compiler does not: a stray `return`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(tree, file, "exec", dont_inherit=True)
    except SyntaxError as problem:
        raise SourceError([_syntax(problem, text, file)], text) from None
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return  # deep or odd, and for the later stages to say


def _syntax(problem: SyntaxError, text: str, file: str) -> Diagnostic:
    """Python's own message, at its own place as far as that lies in the text."""
    code = "FLC005" if "too many" in problem.msg else "FLC004"
    lines = text.split("\n")
    line = min(max(problem.lineno or 1, 1), len(lines))
    column = min(max(problem.offset or 1, 1), len(lines[line - 1]) + 1)
    end_line = min(max(problem.end_lineno or line, line), len(lines))
    end = min(problem.end_offset or 0, len(lines[end_line - 1]) + 1)
    if end_line == line:
        end = max(end, column + 1)
    version = ".".join(map(str, sys.version_info[:2]))
    return diagnose(
        code,
        problem.msg,
        Span(file, line, column, end_line, max(end, 1)),
        help=f"flowc reads the file with the syntax of Python {version}, which runs it",
    )


def _check_nesting(tree: ast.Module, text: str, file: str) -> None:
    found = beyond_limit(tree, text)
    if found is None:
        return
    limit, node = found
    message = f"nested more than {limit} levels deep"
    raise SourceError([diagnose("FLC005", message, span_of(node, text, file))], text)


def span_of(node: ast.AST, text: str, file: str) -> Span | None:
    """Where a node of Python's ast stands, in characters; None if it does not say."""
    line, end_line = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    if not line or not end_line:
        return None
    lines = text.split("\n")
    start = _characters(lines[line - 1], getattr(node, "col_offset", 0))
    end = _characters(lines[end_line - 1], getattr(node, "end_col_offset", 0))
    return Span(file, line, start + 1, end_line, end + 1)


def _characters(line: str, offset: int) -> int:
    """A byte offset as a number of characters."""
    return len(line.encode()[:offset].decode(errors="ignore"))
