"""One row of the table of codes."""

from dataclasses import dataclass

from .diagnostic import Severity


@dataclass(frozen=True)
class Rule:
    """What a code stands for: its title, default severity and explanation.

    The explanation is plain text, paragraphs separated by an empty line, code
    indented by four spaces; it shows what to write instead. `shown` is the severity
    that users see, where that is another.
    """

    code: str
    title: str
    severity: Severity
    explanation: str
    shown: Severity | None = None


def error(code: str, title: str, explanation: str) -> Rule:
    """A rule whose diagnostics are errors."""
    return Rule(code, title, Severity.ERROR, explanation)


def warning(code: str, title: str, explanation: str) -> Rule:
    """A rule whose diagnostics are warnings; `--strict` makes them errors."""
    return Rule(code, title, Severity.WARNING, explanation)


def note(code: str, title: str, explanation: str) -> Rule:
    """A rule whose diagnostics only inform."""
    return Rule(code, title, Severity.NOTE, explanation)
