"""Checks schedules whose cron text or interval the file says: Prefect refuses some."""

import ast
import datetime
from collections.abc import Mapping

from .report import Report
from .values import Constant, Value

Given = Mapping[int | str, tuple[ast.expr, Value]]

_HOMES = (
    "prefect.schedules",
    "prefect.schedules.schedules",
    "prefect.schedules.clocks",
)
_DURATIONS = ("datetime.timedelta", "pendulum.duration", "pendulum.Duration")
# Of the classes that are checked: where the argument stands, by position and by name.
_CRONS: Mapping[str, int] = {"CronSchedule": 0, "CronClock": 0}
_INTERVALS: Mapping[str, int] = {"IntervalSchedule": 1, "IntervalClock": 0}


def check_schedule(path: str, node: ast.Call, given: Given, report: Report) -> None:
    """Say what Prefect refuses of a call that makes a schedule or a clock."""
    home, _, name = path.rpartition(".")
    if home not in _HOMES:
        return
    if name in _CRONS and (found := _argument(given, _CRONS[name], "cron")):
        _check_cron(*found, report)
    if name in _INTERVALS:
        found = _argument(given, _INTERVALS[name], "interval")
        if found is not None:
            _check_interval(*found, report)
        elif "" not in given:
            help = "write interval=datetime.timedelta(hours=1)"
            report.fails("FLC229", node, "a schedule needs its interval", help)


def _argument(given: Given, place: int, name: str) -> tuple[ast.expr, Value] | None:
    return given.get(name) or given.get(place)


def _check_cron(node: ast.expr, value: Value, report: Report) -> None:
    if not isinstance(value, Constant) or _is_cron(value.value):
        return
    help = "five fields: minute, hour, day, month, weekday, as in `30 6 * * mon-fri`"
    report.fails("FLC228", node, f"Invalid cron string: {value.value}", help)


def _is_cron(value: object) -> bool:
    """Whether the library that Prefect reads cron texts with takes one."""
    from croniter import croniter

    return isinstance(value, str) and bool(croniter.is_valid(value))


def _check_interval(node: ast.expr, value: Value, report: Report) -> None:
    if not isinstance(value, Constant):
        return
    help = "write a positive one: datetime.timedelta(hours=1)"
    if not isinstance(value.value, datetime.timedelta):
        report.fails("FLC229", node, "Interval must be a timedelta.", help)
    elif value.value <= datetime.timedelta(0):
        report.fails("FLC229", node, "Interval must be greater than 0.", help)


def duration(path: str, given: Given) -> Value:
    """Return the length of time that a call says, None where it says none."""
    if path not in _DURATIONS:
        return None
    words: dict[int | str, object] = {}
    for key, (_, value) in given.items():
        if not isinstance(value, Constant):
            return None
        words[key] = value.value
    numbers = [words[key] for key in sorted(k for k in words if isinstance(k, int))]
    named = {key: value for key, value in words.items() if isinstance(key, str)}
    try:
        return Constant(datetime.timedelta(*numbers, **named))  # type: ignore[arg-type]
    except (TypeError, OverflowError):
        return None
