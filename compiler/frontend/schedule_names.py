"""Prefect's names of schedules, in every spelling, and the runtime's stand-ins."""

from collections.abc import Iterable, Iterator, Mapping

_SCHEDULES = (
    "Schedule",
    "IntervalSchedule",
    "CronSchedule",
    "RRuleSchedule",
    "OneTimeSchedule",
    "UnionSchedule",
)
_CLOCKS = (
    "Clock",
    "ClockEvent",
    "IntervalClock",
    "CronClock",
    "DatesClock",
    "RRuleClock",
)
_FILTERS = (
    "on_datetime",
    "between_datetimes",
    "on_date",
    "between_dates",
    "at_time",
    "between_times",
    "is_weekday",
    "is_weekend",
    "is_day_of_week",
    "is_month_start",
    "is_month_end",
)
# Where the runtime's name is another: it would be too short for a name of its own.
_ADJUSTMENTS = {"add": "add_to_date", "next_weekday": "next_weekday"}

MODULES = (
    "prefect.schedules",
    "prefect.schedules.schedules",
    "prefect.schedules.clocks",
    "prefect.schedules.filters",
    "prefect.schedules.adjustments",
)


def _paths(names: Iterable[str], *homes: str) -> Iterator[tuple[str, str]]:
    """Each name under each home, with itself as the stand-in."""
    return ((f"{home}.{name}", name) for home in homes for name in names)


# By dotted path into prefect, over 0.x and 1.x; `prefect.schedules` was one file first.
STAND_INS: Mapping[str, str] = {
    **dict(_paths(_SCHEDULES, "prefect.schedules", "prefect.schedules.schedules")),
    **dict(_paths(_CLOCKS, "prefect.schedules.clocks")),
    **dict(_paths(_FILTERS, "prefect.schedules.filters")),
    **{
        f"prefect.schedules.adjustments.{name}": stand_in
        for name, stand_in in _ADJUSTMENTS.items()
    },
}
