"""Collects the mistakes, each at its place and as bad as it is there."""

import ast
from dataclasses import dataclass, field, replace

from ..diagnostics import Diagnostic, Note, Severity, Span, diagnose
from ..source import Source, span_of


@dataclass
class Call:
    """A call of a plain function that the walk has entered.

    `found` is what was found in its body, `opaque` where its body gives a result to
    code of others, `builds` whether it makes tasks.
    """

    node: ast.Call
    given: bool
    found: list[Diagnostic] = field(default_factory=list)
    opaque: list[Diagnostic] = field(default_factory=list)
    builds: bool = False


class Report:
    """The mistakes of one source; `sure` tells that the code runs when it is built."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.text.split("\n")
        self.found: dict[tuple[str, Span | None], Diagnostic] = {}
        self.calls: list[Call] = []
        self.sure = True

    def span(self, node: ast.AST) -> Span | None:
        """Return where a node stands in the file that it comes from."""
        found = span_of(node, self.source.text, self.source.file)
        return self.source.origins.span(found) if found else None

    def text(self, node: ast.expr) -> str:
        """Return a node's text for a message: short, or only what kind it is."""
        if node.lineno == node.end_lineno:
            line = self.lines[node.lineno - 1].encode()
            found = line[node.col_offset : node.end_col_offset].decode()
            if len(found) <= 40:
                return found
        return "of a task" if isinstance(node, ast.Call) else "here"

    def fails(
        self, code: str, node: ast.AST, message: str, help: str | None = None
    ) -> None:
        """Say what raises an error where it stands: a warning where it may not run."""
        severity = Severity.ERROR if self.sure else Severity.WARNING
        self.add(self.made(code, node, message, help, severity))

    def warn(
        self, code: str, node: ast.AST, message: str, help: str | None = None
    ) -> None:
        """Say what goes wrong without a word."""
        self.add(self.made(code, node, message, help, Severity.WARNING))

    def made(
        self,
        code: str,
        node: ast.AST,
        message: str,
        help: str | None,
        severity: Severity,
        notes: tuple[Note, ...] = (),
    ) -> Diagnostic:
        return diagnose(
            code, message, self.span(node), notes=notes, help=help, severity=severity
        )

    def add(self, found: Diagnostic) -> None:
        """Enter a diagnostic: with the call that the walk is in, if it is in one."""
        if self.calls:
            self.calls[-1].found.append(found)
            return
        key = found.code, found.span
        before = self.found.get(key)
        if before is None or found.severity < before.severity:
            self.found[key] = found

    # Calls of plain functions

    def opaque(self, node: ast.Call, message: str) -> None:
        """Note that a result is given to code that can do nothing with a task."""
        if self.calls:
            made = self.made("FLC233", node, message, None, Severity.WARNING)
            self.calls[-1].opaque.append(made)

    def builds(self) -> None:
        """Note that the functions which the walk is in make tasks."""
        for call in self.calls:
            call.builds = True

    def leave(self, call: Call, name: str) -> None:
        """Say what was found in a function that a result may have been given to."""
        wrong = [*call.found, *call.opaque]
        if call.builds or not call.given:
            for each in call.found:
                self.add(self.called_from(each, call.node))
        elif wrong:
            self.add(self.forgotten(call.node, name, wrong))

    def called_from(self, found: Diagnostic, node: ast.Call) -> Diagnostic:
        """Return what was found in a function, with the place that calls it."""
        note = Note("called from here", self.span(node))
        return replace(found, notes=found.notes or (note,))

    def forgotten(
        self, node: ast.Call, name: str, wrong: list[Diagnostic]
    ) -> Diagnostic:
        """Return that a function should have been a task."""
        worst = min(wrong, key=lambda each: each.severity)
        message = (
            f"{name} is no task: it runs while the flow is built, and gets a task "
            "object instead of the result"
        )
        notes = (Note(worst.message, worst.span), *worst.notes)
        help = f"put @task on {name}"
        severity = worst.severity
        return self.made("FLC233", node, message, help, severity, notes[:3])
