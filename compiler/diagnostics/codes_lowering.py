"""Rules about what keeps a flow from being lowered: notes, once a flow."""

from dataclasses import replace

from .diagnostic import Severity
from .rule import Rule, error

_MEANING = """
This is a note. The script builds such a flow with its own Python, and its results are
the same; but its maps are not fused, and `flowc graph` shows the flow's statements
instead of its tasks. Only the first reason is said.
"""


def obstacle(code: str, title: str, explanation: str) -> Rule:
    """A rule about a flow that its own Python builds.

    Its severity is that within the lowering, which gives way to the flow's own Python.
    """
    rule = error(code, title, f"{explanation.rstrip()}\n{_MEANING}")
    return replace(rule, shown=Severity.NOTE)
