"""Checks text as Python: syntax, size, nesting, without running any of it."""

import ast
import sys
import warnings
from collections.abc import Iterable, Mapping
from functools import lru_cache

from .diagnostics import Diagnostic, Span, diagnose
from .nesting import beyond_limit
from .origins import Origins

MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 50_000


class SourceError(Exception):
    """The source cannot be read; `text` is there when it could be decoded.

    `texts` are those of its parts, by the names that diagnostics have for them.
    """

    def __init__(
        self,
        diagnostics: Iterable[Diagnostic],
        text: str = "",
        texts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__("the source cannot be read")
        self.diagnostics = tuple(diagnostics)
        self.text = text
        self.texts = texts or {}


def check_text(text: str, file: str, origins: Origins | None = None) -> ast.Module:
    """The text's tree; SourceError, with places by `origins`, if it is no Python."""
    tree = parse_text(text, file, origins)
    check_tree(tree, text, file, origins)
    return tree


def parse_text(text: str, file: str, origins: Origins | None = None) -> ast.Module:
    """The text's tree, its size and syntax checked and nothing more."""
    _check_size(text, file)
    return _parse(text, file, origins or Origins())


def check_tree(
    tree: ast.Module, text: str, file: str, origins: Origins | None = None
) -> None:
    """Check what the later stages could not stand; SourceError if there is any."""
    origins = origins or Origins()
    _check_nesting(tree, text, file, origins)
    _check_scopes(tree, text, file, origins)


@lru_cache(maxsize=1)
def parsed(text: str) -> ast.Module:
    """The text's tree, by Python's own parser, whose warnings are for its author.

    It is not to be changed: one stage after the other asks for the same text.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _check_size(text: str, file: str) -> None:
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        message = f"{file} has {lines:,} lines; flowc reads up to {MAX_LINES:,}"
        raise SourceError([diagnose("FLC006", message)])


def _parse(text: str, file: str, origins: Origins) -> ast.Module:
    try:
        return parsed(text)
    except SyntaxError as problem:
        raise SourceError([_syntax(problem, text, file, origins)], text) from None
    except (RecursionError, MemoryError):
        message = f"{file} is nested too deep for Python's own parser"
        raise SourceError([diagnose("FLC005", message)], text) from None
    except ValueError as problem:
        message = f"cannot read {file}: {problem}"
        raise SourceError([diagnose("FLC002", message)]) from None


def _check_scopes(tree: ast.Module, text: str, file: str, origins: Origins) -> None:
    """What Python's parser lets pass and its compiler does not: a stray `return`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(tree, file, "exec", dont_inherit=True)
    except SyntaxError as problem:
        raise SourceError([_syntax(problem, text, file, origins)], text) from None
    except (RecursionError, MemoryError, ValueError, OverflowError):
        return  # deep or odd, and for the later stages to say


def _syntax(problem: SyntaxError, text: str, file: str, origins: Origins) -> Diagnostic:
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
    span = Span(file, line, column, end_line, max(end, 1))
    return diagnose(
        code,
        problem.msg,
        origins.span(span),
        help=f"flowc reads the file with the syntax of Python {version}, which runs it",
    )


def _check_nesting(tree: ast.Module, text: str, file: str, origins: Origins) -> None:
    found = beyond_limit(tree, text)
    if found is None:
        return
    limit, node = found
    message = f"nested more than {limit} levels deep"
    span = span_of(node, text, file)
    place = origins.span(span) if span else None
    raise SourceError([diagnose("FLC005", message, place)], text)


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
