"""Summaries made comparable, and their differences as text."""

import difflib
import json
import re
from typing import Any

# A cleanup whose init and setup both ended badly names either, by the order of a set.
CLEANUP = re.compile(r"Resource manager (init|setup) (skipped|failed)")


def comparable(summary: dict[str, Any]) -> str:
    """Return a summary as text that is the same for runs that ended the same."""
    text = json.dumps(summary, indent=1, sort_keys=True)
    return CLEANUP.sub("Resource manager not ready", text)


def difference(expected: str, found: str, limit: int = 60) -> str:
    """Return a diff of two comparable texts, `limit` lines of it at the most."""
    lines = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=4
    )
    return "\n".join(list(lines)[:limit])
