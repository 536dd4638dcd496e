"""Prints diagnostics, as text on standard error or JSON on standard output."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import click

from ..diagnostics import Diagnostic, Severity, has_errors, in_order
from ..version import VERSION
from .settings import Settings

# Mistakes of the command, not of the flow: a source that can't be opened, an
# output that can't be written.
_USAGE = {"FLC001", "FLC903", "FLC905"}


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """2 for a mistake of the command, 1 for an error in the flow, else 0."""
    found = tuple(diagnostics)
    if any(each.code in _USAGE for each in found):
        return 2
    return int(has_errors(found))


def strictly(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same, with warnings made errors."""
    return tuple(
        (
            replace(each, severity=Severity.ERROR)
            if each.severity is Severity.WARNING
            else each
        )
        for each in diagnostics
    )


def print_text(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], settings: Settings
) -> None:
    """Print to standard error; only errors where the user asked for quiet."""
    from ..diagnostics.color import wants_color
    from ..diagnostics.text import render, summary

    shown = in_order(diagnostics)
    if settings.quiet:
        shown = tuple(each for each in shown if each.severity is Severity.ERROR)
    color = wants_color(sys.stderr)
    click.echo(render(shown, texts, color), nl=False, err=True, color=color)
    if shown and not settings.quiet:
        click.echo(summary(shown), err=True)


def print_json(diagnostics: Iterable[Diagnostic], code: int, **more: Any) -> None:
    """Print one JSON object to standard output."""
    import json

    from ..diagnostics.json import as_objects

    objects = as_objects(in_order(diagnostics))
    answer = {"flowc": VERSION, "exit_code": code, "diagnostics": objects, **more}
    print_out(json.dumps(answer, indent=2, ensure_ascii=True) + "\n")


def print_out(text: str) -> None:
    """Print to standard output as UTF-8, whatever the locale, and all of it.

    What no encoding has, as in names of files, is escaped. Where Python does not buffer
    (PYTHONUNBUFFERED), one write may take a part only.
    """
    stream, rest = sys.stdout.buffer, memoryview(text.encode(errors="backslashreplace"))
    while rest:
        rest = rest[stream.write(rest) :]
    stream.flush()
