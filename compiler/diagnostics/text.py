"""Diagnostics as text: place, code, message, excerpt with carets, notes, help."""

from collections.abc import Iterable, Iterator, Mapping

from .color import Paint
from .diagnostic import Diagnostic, Severity, Span
from .excerpt import excerpt, printable

_Lines = Mapping[str, list[str]]


def render(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], color: bool = False
) -> str:
    """Everything to print for these, each followed by an empty line.

    `texts` maps the file of a span to its text; a file that is not there is shown
    without an excerpt.
    """
    lines = {file: text.split("\n") for file, text in texts.items()}
    paint = Paint(color)
    blocks = ("\n".join(_block(each, lines, paint)) for each in diagnostics)
    return "".join(f"{block}\n\n" for block in blocks)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of which severity, such as "2 errors, 1 warning"."""
    found = [each.severity for each in diagnostics]
    counts = [(found.count(each), each.value) for each in Severity]
    return ", ".join(f"{n} {word}{'s' * (n > 1)}" for n, word in counts if n)


def _block(diagnostic: Diagnostic, source: _Lines, paint: Paint) -> Iterator[str]:
    severity = diagnostic.severity.value
    label = f"{paint(severity, severity)} {diagnostic.code}"
    message = paint("strong", _message(diagnostic.message))
    gutter = _gutter(diagnostic)
    yield f"{_place(diagnostic.span, paint)}{label}: {message}"
    yield from _excerpt(diagnostic.span, source, gutter, severity, paint)
    for note in diagnostic.notes:
        label = paint("note", "note")
        yield f"  {_place(note.span, paint)}{label}: {_message(note.message)}"
        yield from _excerpt(note.span, source, gutter, "note", paint)
    if diagnostic.help:
        yield f"  {paint('help', 'help')}: {_indented(diagnostic.help)}"


def _place(span: Span | None, paint: Paint) -> str:
    if span is None:
        return ""
    return paint("strong", f"{printable(span.file)}:{span.line}:{span.column}:") + " "


def _gutter(diagnostic: Diagnostic) -> int:
    """Width of the largest line number that the block shows, and an indent."""
    spans = [diagnostic.span, *(note.span for note in diagnostic.notes)]
    return 2 + max((len(str(span.end_line)) for span in spans if span), default=0)


def _excerpt(
    span: Span | None, source: _Lines, gutter: int, style: str, paint: Paint
) -> Iterator[str]:
    if span is None or span.file not in source:
        return
    for row in excerpt(source[span.file], span, gutter):
        text = paint(style, row.text) if row.is_carets else row.text
        yield (paint("margin", row.margin.rstrip()) + " " + text).rstrip()


def _message(text: str) -> str:
    """A message on one line."""
    return printable(" ".join(text.split("\n")))


def _indented(text: str) -> str:
    """Help of several lines, the further ones below the first."""
    return "\n        ".join(map(printable, text.strip().split("\n")))
