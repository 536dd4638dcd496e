"""Collects what a stage has to say, so that one run shows every mistake."""

import libcst as cst

from ..diagnostics import Diagnostic, Note, Severity, Span, diagnose
from .advice import help_for
from .syntax import Spans


class Findings:
    """The diagnostics of a stage, each at the span of a node."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.found: list[Diagnostic] = []

    def fork(self) -> "Findings":
        """Findings of their own, about the same file."""
        return Findings(self.spans)

    def adopt(self, trial: "Findings") -> None:
        """Take over what others have found."""
        self.found += trial.found

    def say(
        self,
        code: str,
        message: str,
        node: cst.CSTNode | Span | None,
        *,
        help: str | None = None,
        notes: tuple[tuple[str, cst.CSTNode | Span], ...] = (),
        mild: bool = False,
    ) -> None:
        """Enter a diagnostic about `node`; `notes` are messages about other nodes.

        A `mild` one is a warning, whatever the table says.
        """
        span = self.span(node)
        more = tuple(Note(text, self.span(other)) for text, other in notes)
        severity = Severity.WARNING if mild else None
        self.found.append(
            diagnose(code, message, span, notes=more, help=help, severity=severity)
        )

    def has(self, code: str) -> bool:
        """Whether something with this code has been said."""
        return any(each.code == code for each in self.found)

    def span(self, node: cst.CSTNode | Span | None) -> Span | None:
        return self.spans.of(node) if isinstance(node, cst.CSTNode) else node

    def unsupported(self, path: str, node: cst.CSTNode) -> None:
        """Something of Prefect's that flowc has nothing for."""
        own = self.spans.is_own(node)
        self.say("FLC401", f"{path} is used", node, help=help_for(path), mild=not own)
