"""The report of a run: a dictionary of plain values, or a JSON file of it."""

import datetime
import json
import os
import re
from typing import Any, Optional

from ..worker.outcome import FAILED_STATES
from .preview import preview
from .task_record import TaskRecord

REPORTED_CHILDREN = 1000


def report_of(flow_run: Any) -> dict[str, Any]:
    """Return what is known of a run: its state, and each task's by its slug."""
    parameters = flow_run.parameters.items()
    return {
        "flow": flow_run.name,
        "run_id": flow_run.run_id,
        "run_name": flow_run.run_name,
        "flow_state": flow_run.state,
        "flow_message": flow_run.message,
        "scheduled": iso_time(flow_run.scheduled),
        "started": iso_time(flow_run.started),
        "finished": iso_time(flow_run.finished),
        "parameters": {str(key): json_value(value) for key, value in parameters},
        "tasks": {slug: task_entry(task) for slug, task in flow_run.records.items()},
    }


def task_entry(record: TaskRecord) -> dict[str, Any]:
    """Return the report's entry of one task; one that never ran is Pending."""
    entry: dict[str, Any] = {
        "name": record.name,
        "state": record.state or "Pending",
        "message": record.message,
        "result": record.result,
    }
    if record.artifacts:
        of_index = sorted(record.artifacts.values(), key=lambda n: n["index"] or 0)
        entry["artifacts"] = list(map(artifact_entry, of_index))
    if record.state == "Mapped":
        entry["counts"] = dict(record.counts)
        entry["children"] = child_entries(record)
    return entry


def artifact_entry(note: dict[str, Any]) -> dict[str, Any]:
    """Return what the report has of an artifact, with the index of a mapped run."""
    index = {} if note["index"] is None else {"index": note["index"]}
    return {**index, "kind": note["shown_as"], "data": note["data"]}


def child_entries(record: TaskRecord) -> list[dict[str, Any]]:
    """Return the children in order, or with their indices those that failed.

    All of them up to 1,000; of more than that, up to 1,000 that failed.
    """
    children = sorted(record.children, key=lambda child: int(child["index"]))
    width = max(record.width or 0, sum(record.counts.values()))
    if width <= REPORTED_CHILDREN:
        names = ["state", "message", "result"]
    else:
        names = ["index", "state", "message", "result"]
        children = [child for child in children if child["state"] in FAILED_STATES]
    return [
        {name: child[name] for name in names} for child in children[:REPORTED_CHILDREN]
    ]


def iso_time(moment: Optional[datetime.datetime]) -> Optional[str]:
    """Return a time in ISO form with its offset from UTC; a naive one is local."""
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.astimezone()).isoformat()


def json_value(value: Any) -> Any:
    """Return a value as JSON has it; one that JSON cannot hold as its preview."""
    try:
        return json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        return preview(value)


def write_report(flow_run: Any, path: str) -> str:
    """Write the report as JSON and return the file's name; the folder must exist.

    `{run_id}` and `{flow}` in `path` stand for the run's id and the flow's name. A
    reader sees the whole report or the one before. Raises OSError.
    """
    path = path_filled_in(path, flow_run)
    text = json.dumps(report_of(flow_run), indent=2, ensure_ascii=False) + "\n"
    if path.startswith("/dev/") or (os.path.exists(path) and not os.path.isfile(path)):
        write_text(path, "w", text)  # a device or a pipe cannot be renamed over
        return path
    target = os.path.realpath(path)
    beside = f"{target}.{flow_run.run_id}.tmp"
    try:
        write_text(beside, "x", text)
        os.replace(beside, target)
    except BaseException:
        if os.path.exists(beside):
            os.remove(beside)
        raise
    return path


def numbered(path: str, count: int) -> str:
    """Return the path for the report of a process's run number `count`, from 1.

    Later ones have `-2`, `-3` before the suffix, or the number where the path says
    `{n}`.
    """
    if "{n}" in path:
        return path.replace("{n}", str(count))
    stem, suffix = os.path.splitext(path)
    apart = count > 1 and "{run_id}" not in path and not path.startswith("/dev/")
    return f"{stem}-{count}{suffix}" if apart else path


def path_filled_in(path: str, flow_run: Any) -> str:
    """Return a path with the run's id for `{run_id}`, the flow's name for `{flow}`."""
    flow_name = re.sub(r"[^\w.-]+", "_", str(flow_run.name))
    return path.replace("{run_id}", flow_run.run_id).replace("{flow}", flow_name)


def why_unwritable(path: str) -> Optional[str]:
    """Return why a file can't be written that a run is to leave, None if nothing says
    so: its folder has to be there, and let files be made in it."""
    folder = os.path.dirname(os.path.realpath(path))
    if os.path.isdir(path):
        return "it is a folder"
    if os.path.exists(path) and not os.path.isfile(path):
        return None if os.access(path, os.W_OK) else "it may not be written to"
    if "{" in folder:
        return None  # known only once the flow runs
    if not os.path.isdir(folder):
        return f"there is no folder {os.path.dirname(path) or folder}"
    return None if os.access(folder, os.W_OK) else "its folder may not be written to"


def write_text(path: str, mode: str, text: str) -> None:
    """Write UTF-8; a lone surrogate becomes the escape that JSON has for it."""
    with open(path, mode, encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
