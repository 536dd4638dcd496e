"""Where the code that builds a flow stands: in which flow, blocks and tags.

As in Prefect these are values of `prefect.context`, under Prefect's keys (`flow`,
`tags`, `case`, `resource`, `mapped`), so that user code may read them there. The
context lies in a registry of the process: tasks travel pickled by value and must not
drag a flow along.
"""

import contextlib
from typing import Any

from ..context.context import context_entered, context_values


def build_value(key: str) -> Any:
    """A value of the context, or None."""
    return context_values().get(key)


def current_flow() -> Any:
    """The flow whose `with` block is being run, or None."""
    return build_value("flow")


def current_tags() -> set[str]:
    """The tags of the `tags(...)` blocks that are being run."""
    return set(build_value("tags") or ())


def build_entered(**values: Any) -> contextlib.AbstractContextManager[None]:
    """A context manager: the context with these values over its own."""
    return context_entered({**context_values(), **values})


def swap_block(key: str, block: Any) -> Any:
    """Make `block` the current one of its kind, or none with None; return the last."""
    values = context_values()
    last = values.get(key)
    if block is None:
        values.pop(key, None)
    else:
        values[key] = block
    return last


def missing_flow(task: str, call: str) -> ValueError:
    """The error of a task that is called where no flow is built (case 024)."""
    return ValueError(
        f"Could not infer an active Flow context while creating edge to {task}. "
        "This often means you called a task outside a `with Flow(...)` block. If "
        "you're trying to run this task outside of a Flow context, you need to call "
        f"`{call}.run(...)`"
    )
