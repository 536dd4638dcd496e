"""Where scripts differ from Prefect on purpose, and what only one process can show."""

from dataclasses import dataclass, field
from typing import Any

ANYTHING = "(anything)"  # in place of what depends on which worker is quicker
ABSENT = None


@dataclass(frozen=True)
class Difference:
    """Why a case ends otherwise, and what is there instead: by slug, what differs.

    Under "flow" and "error" as in a summary. ABSENT: Prefect has it, flowc has not.
    """

    reason: str
    instead: dict[str, Any] = field(default_factory=dict)


def secret(*slugs: str) -> Difference:
    masked = {slug: {"result": "'***'"} for slug in slugs}
    return Difference("a secret task's own result is not shown", masked)


def failed(message: str, name: str) -> dict[str, Any]:
    return {"name": name, "state": "Failed", "message": message, "result": "None"}


# docs/differences.md tells users of these.
DIFFERENT: dict[str, Difference] = {}
