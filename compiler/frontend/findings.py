"""Collects what a stage has to say, so that one run shows every mistake."""

import libcst as cst

from ..diagnostics import Diagnostic, Note, Span, diagnose
from .syntax import Spans


class Findings:
    """The diagnostics of a stage, each at the span of a node."""

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.found: list[Diagnostic] = []

    def say(
        self,
        code: str,
        message: str,
        node: cst.CSTNode | Span | None,
        *,
        help: str | None = None,
        notes: tuple[tuple[str, cst.CSTNode | Span], ...] = (),
    ) -> None:
        """Enter a diagnostic about `node`; `notes` are messages about other nodes."""
        span = self.span(node)
        more = tuple(Note(text, self.span(other)) for text, other in notes)
        self.found.append(diagnose(code, message, span, notes=more, help=help))

    def span(self, node: cst.CSTNode | Span | None) -> Span | None:
        return self.spans.of(node) if isinstance(node, cst.CSTNode) else node

    def unsupported(self, path: str, node: cst.CSTNode) -> None:
        """Something of Prefect's that flowc does not compile yet."""
        help = HELP.get(path, "see the README for what a flow may use")
        self.say("FLC401", f"{path} is not supported yet", node, help=help)


HELP = {
    "prefect.context": 'use logging.getLogger("name") for logs, and a Parameter or '
    "an argument for what the body reads from the context",
    "prefect.case": "compute the condition in a task that does both branches",
    "prefect.mapped": "call the task's .map, with unmapped(...) for the other arguments",
    "prefect.flatten": "flatten the list in a task of its own before mapping over it",
    "prefect.Task": "write the task as a function with @task",
    "prefect.tags": "give each task its tags: @task(tags=[...])",
}
