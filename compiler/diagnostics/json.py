"""Diagnostics as JSON: a list of plain objects, one for each."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from .diagnostic import Diagnostic, Span


def as_objects(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """What `json.dumps` takes; lines and columns 1-based, ends exclusive."""
    return [_object(each) for each in diagnostics]


def _object(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "span": _span(diagnostic.span),
        "notes": [
            {"message": note.message, "span": _span(note.span)}
            for note in diagnostic.notes
        ],
        "help": diagnostic.help,
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else dataclasses.asdict(span)
