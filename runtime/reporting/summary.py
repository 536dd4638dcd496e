"""What a user sees of a run when it is over."""

from typing import Any, Optional

from ..worker.outcome import FAILED_STATES
from .task_record import TaskRecord
from .terminal import Screen, columns_of, on_one_line, padded, spelt_seconds
from .tracebacks import with_source_lines

MOST_ROWS = 60
STATE_LOOKS = {"Skipped": ("·", "yellow"), "Pending": ("·", "dim")}


def print_summary(flow_run: Any, stream: Any) -> None:
    """Print the state of the flow, its tasks, its results and its first failure."""
    screen = Screen(stream)
    columns = screen.size()[0] - 1
    lines = [""] if screen.tty else []
    lines += summary_heading(flow_run, screen) + task_table(flow_run, screen, columns)
    lines += result_lines(flow_run, columns) + failure_lines(flow_run, screen)
    screen.write("\n".join(line.rstrip() for line in lines) + "\n")


def summary_heading(flow_run: Any, screen: Screen) -> list[str]:
    """Return the flow's name, state, duration and message."""
    state = screen.paint(
        flow_run.state, "red" if flow_run.state == "Failed" else "green"
    )
    taken = ""
    if flow_run.started and flow_run.finished:
        seconds = (flow_run.finished - flow_run.started).total_seconds()
        taken = f" in {spelt_seconds(seconds)}"
    name = screen.paint(on_one_line(flow_run.name, 200), "bold")
    if flow_run.given_name:
        name += f', run "{on_one_line(flow_run.given_name, 200)}"'
    return [
        f"Flow {name}: {state}{taken}",
        "  " + on_one_line(flow_run.message or "", 1000),
    ]


def task_table(flow_run: Any, screen: Screen, columns: int) -> list[str]:
    """Return a line for each task; of very many, for those that did not succeed."""
    records = [record for record in flow_run.records.values() if is_listed(record)]
    left_out = 0
    if len(records) > MOST_ROWS:
        unusual = [record for record in records if look_of(record)[0] != "✓"]
        kept = (unusual or records)[: MOST_ROWS - 1]
        left_out = len(records) - len(kept)
        records = kept
    states = max([len("State"), *(len(state_of(record)) for record in records)])
    slugs = max([len("Task"), *(columns_of(record.slug) for record in records)])
    slugs = min(slugs, max(columns - states - 38, 8))
    title = f"    {'Task':{slugs}}  {'State':{states}}  {'Time':>10}"
    lines = ["", screen.paint(title, "dim")]
    for record in records:
        start = row_start(record, screen, slugs, states)
        room = max(columns - slugs - states - 20, 18)
        lines.append(start + on_one_line(detail_of(record), room))
    if left_out:
        lines.append(f"    ... and {left_out:,} more")
    return lines if records else []


def is_listed(record: TaskRecord) -> bool:
    """Leave out what no line of the flow names, unless something happened to it."""
    return not record.auto or look_of(record)[0] != "✓"


def look_of(record: TaskRecord) -> tuple[str, str]:
    """Return the mark and colour of a task's state."""
    if record.failures():
        return "✗", "red"
    return STATE_LOOKS.get(state_of(record), ("✓", "green"))


def state_of(record: TaskRecord) -> str:
    """Return the name of a task's state; one that never ran is Pending."""
    return record.state or "Pending"


def row_start(record: TaskRecord, screen: Screen, slugs: int, states: int) -> str:
    """Return the mark, slug, state and time of a task, in columns of these widths."""
    mark, colour = look_of(record)
    state = padded(state_of(record), states)
    taken = ""
    if record.started is not None and record.finished is not None:
        taken = spelt_seconds(record.finished - record.started)
    name = padded(on_one_line(record.slug, slugs), slugs)
    marked = f"  {screen.paint(mark, colour)} {name}  {screen.paint(state, colour)}"
    return f"{marked}  {taken:>10}  "


def detail_of(record: TaskRecord) -> str:
    """Return the counts of a mapped task, the message of one that did not succeed."""
    if record.state == "Mapped":
        parts = [f"{number:,} {state}" for state, number in ordered_counts(record)]
        return ", ".join(parts) or "no elements"
    if look_of(record)[0] == "✓":
        return ""
    return record.message or ""


def ordered_counts(record: TaskRecord) -> list[tuple[str, int]]:
    """Return the counts by state, Success first and failures last."""
    order = {"Success": 0, "TriggerFailed": 3}
    rank = {
        state: order.get(state, 2 if state in FAILED_STATES else 1)
        for state in record.counts
    }
    return sorted(record.counts.items(), key=lambda item: (rank[item[0]], item[0]))


def result_lines(flow_run: Any, columns: int) -> list[str]:
    """Return the results of the terminal tasks that did not fail, a line each."""
    records = [flow_run.records[slug] for slug in flow_run.terminal]
    shown = [
        record
        for record in records
        if record.result is not None and record.state not in FAILED_STATES
    ]
    named = [record for record in shown if not record.auto] or shown
    lines = [
        on_one_line(f"  {record.slug} = {record.result}", columns)
        for record in named[:MOST_ROWS]
    ]
    if len(named) > MOST_ROWS:
        lines.append(f"  ... and {len(named) - MOST_ROWS:,} more")
    title = "Result" if len(lines) == 1 else "Results"
    return ["", title, *lines] if lines else []


def failure_lines(flow_run: Any, screen: Screen) -> list[str]:
    """Return the first failure: the task, its message, and its traceback."""
    record = first_failure(flow_run)
    if record is None:
        return []
    child = failed_child(record)
    place = on_one_line(record.slug, 200) + (f"[{child['index']}]" if child else "")
    message = record.message if child is None else child["message"]
    title = f"First failure: {place}"
    lines = ["", screen.paint(title, "red")]
    if not record.traceback:
        return [*lines, "  " + on_one_line(message or "", 1000)]
    text = with_source_lines(record.traceback).rstrip("\n")
    return lines + ["  " + printable(line) for line in text.split("\n")]


def first_failure(flow_run: Any) -> Optional[TaskRecord]:
    """Return the task that failed first of itself, not because of another."""
    failed = [record for record in flow_run.records.values() if record.failures()]
    own = [record for record in failed if record.traceback]
    own = own or [record for record in failed if record.state == "Failed"] or failed
    return min(own, key=lambda record: record.finished or 0, default=None)


def failed_child(record: TaskRecord) -> Optional[dict[str, Any]]:
    """Return the first of a mapped task's children that failed, of itself if any."""
    if record.state != "Mapped":
        return None
    failed = [child for child in record.children if child["state"] in FAILED_STATES]
    failed.sort(key=lambda child: (child["state"] == "TriggerFailed", child["index"]))
    return failed[0] if failed else None


def printable(line: str) -> str:
    """Return a line of a traceback without what would steer a terminal."""
    return "".join(
        letter if letter.isprintable() or letter == "\t" else "?" for letter in line
    )
