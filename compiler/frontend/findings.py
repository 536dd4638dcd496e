"""Collects what a stage has to say, so that one run shows every mistake."""

import libcst as cst

from ..diagnostics import Diagnostic, Note, Severity, Span, diagnose
from .advice import help_for
from .syntax import Spans

# What Prefect refuses as well, or what no script could make sense of. Any other error
# of the static lowering only means that the flow's own Python has to build it.
REFUSED = frozenset(
    {
        "FLC103",
        "FLC105",
        "FLC106",
        "FLC107",
        "FLC108",
        "FLC201",
        "FLC204",
        "FLC216",
        "FLC220",
        "FLC313",
    }
)


class Findings:
    """The diagnostics of a stage, each at the span of a node.

    `refused` are those that hold however the flow is built.
    """

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self.found: list[Diagnostic] = []
        self.refused: list[Diagnostic] = []

    def fork(self) -> "Findings":
        """Findings of a trial, to be adopted or forgotten."""
        return Findings(self.spans)

    def adopt(self, trial: "Findings") -> None:
        """Take over what a trial has found."""
        self.found += trial.found
        self.refused += trial.refused

    def say(
        self,
        code: str,
        message: str,
        node: cst.CSTNode | Span | None,
        *,
        help: str | None = None,
        notes: tuple[tuple[str, cst.CSTNode | Span], ...] = (),
        severe: bool = False,
        refused: bool = False,
        mild: bool = False,
    ) -> None:
        """Enter a diagnostic about `node`; `notes` are messages about other nodes.

        A `severe` one is an error, whatever the table says, and a `mild` one a warning;
        a `refused` one is one of Prefect's own when the flow is built.
        """
        span = self.span(node)
        more = tuple(Note(text, self.span(other)) for text, other in notes)
        severity = Severity.ERROR if severe else Severity.WARNING if mild else None
        found = diagnose(code, message, span, notes=more, help=help, severity=severity)
        self.found.append(found)
        if refused or code in REFUSED:
            self.refused.append(found)

    def has(self, code: str) -> bool:
        """Whether something with this code has been said."""
        return any(each.code == code for each in self.found)

    def span(self, node: cst.CSTNode | Span | None) -> Span | None:
        return self.spans.of(node) if isinstance(node, cst.CSTNode) else node

    def unsupported(self, path: str, node: cst.CSTNode) -> None:
        """Something of Prefect's that flowc does not compile, or not there."""
        if path.endswith(".task"):
            self.task_made(node)
        else:
            own = self.spans.is_own(node)
            self.say(
                "FLC401", f"{path} is used", node, help=help_for(path), mild=not own
            )

    def task_made(self, node: cst.CSTNode) -> None:
        """`task` is used in another way than as a decorator at module level."""
        help = "define the task at module level: @task above a function"
        if isinstance(node, cst.Call):
            message = "a task that is made by calling task(...)"
            self.say("FLC114", message, node, help=help)
        else:
            message = "a task that is defined inside other code"
            self.say("FLC113", message, node, help=help)
