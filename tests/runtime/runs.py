"""Records and runs made by hand, for the tests of what shows them."""

import contextlib
import datetime
import types
from collections.abc import Iterator
from typing import Any

from flowc.runtime.program.scripts import Script
from flowc.runtime.reporting.source_lines import SCRIPTS
from flowc.runtime.reporting.task_record import TaskRecord


@contextlib.contextmanager
def script_with_context() -> Iterator[None]:
    """Have the process run a script whose tasks may look at their context."""
    Script("a_script", "flow.py", context=True)
    try:
        yield
    finally:
        del SCRIPTS["a_script"]


STARTED = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.timezone.utc)


def record(slug: str, state: str | None = "Success", **known: Any) -> TaskRecord:
    """A record that finished after 1.5 s in `state`, or has not with None."""
    made = TaskRecord(slug, slug.rpartition("-")[0] or slug)
    made.state = state
    if state is not None:
        made.message, made.result = "Task run succeeded.", "None"
        made.started, made.finished = 1000.0, 1001.5
    for name, value in known.items():
        setattr(made, name, value)
    return made


def mapped(slug: str, counts: dict[str, int], **known: Any) -> TaskRecord:
    """A record of a mapped task whose children ended as `counts` says."""
    width = sum(counts.values())
    states = [state for state, number in counts.items() for _ in range(number)]
    children = [
        {"index": i, "state": state, "message": f"m{i}", "result": str(i)}
        for i, state in enumerate(states)
    ]
    fields = {"mapped": True, "width": width, "done": width, "counts": counts}
    return record(slug, "Mapped", **{**fields, "children": children, **known})


def flow_run(*records: TaskRecord, **known: Any) -> Any:
    """A finished run of these tasks, the last of which is the terminal one."""
    fields: dict[str, Any] = {
        "name": "my-flow",
        "run_id": "ab12cd34",
        "run_name": "my-flow-ab12cd34",
        "given_name": None,
        "state": "Success",
        "message": "All reference tasks succeeded.",
        "scheduled": None,
        "started": STARTED,
        "finished": STARTED + datetime.timedelta(seconds=2.25),
        "parameters": {},
        "records": {each.slug: each for each in records},
        "terminal": tuple(each.slug for each in records[-1:]),
    }
    return types.SimpleNamespace(**{**fields, **known})
