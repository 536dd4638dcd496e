"""What the nodes of `case` and `merge` do (semantics, section 8)."""

from typing import Any

from .signals import SKIP


class Comparison:
    """Skips what comes after it unless it is given its value; 1 is True (case 112)."""

    def __init__(self, expected: Any) -> None:
        self.expected = expected

    def __call__(self, value: Any) -> None:
        if value != self.expected:
            message = f'Provided value "{value}" did not match "{self.expected}"'
            raise SKIP(message)


def first_result(**results: Any) -> Any:
    """The first result that is not None, of the arguments as their names sort: as
    text, so that `task_10` is before `task_2` (case 120)."""
    found = (results[name] for name in sorted(results))
    return next((value for value in found if value is not None), None)
