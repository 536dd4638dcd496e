"""The task behind `result[key]`, and behind the names a result is unpacked into."""

from typing import Any


def get_item(task_result: Any, key: Any) -> Any:
    """Return `task_result[key]`."""
    return task_result[key]
