"""Cron texts, compared with croniter, which Prefect asks."""

import datetime
import importlib
import itertools
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flowc.runtime.schedule_cron import cron_fields
from flowc.runtime.schedule_cron_clock import CronClock, CronSchedule, CronTimes
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

UTC = datetime.timezone.utc
HOUR = datetime.timedelta(hours=1)
START = datetime.datetime(2024, 1, 1)
# Lists start at the field's lowest number; the last is the number beyond the highest.
MINUTES, HOURS, DAYS = range(60), range(24), range(1, 32)
MONTHS, WEEKDAYS, YEARS = range(1, 13), range(8), range(2024, 2040)
MONTH_NAMES = "JAN feb mar Apr may jun jul aug sep oct nov dec".split()
WEEKDAY_NAMES = "SUN mon tue Wed thu fri sat".split()
# Where clocks change: by an hour or half of one, at midnight, in negative summer time.
CHANGES = [
    ("America/New_York", 2024, 3, 10),
    ("America/New_York", 2024, 11, 3),
    ("Europe/Berlin", 2024, 3, 31),
    ("Europe/Berlin", 2024, 10, 27),
    ("Australia/Lord_Howe", 2024, 10, 6),
    ("Australia/Lord_Howe", 2024, 4, 7),
    ("America/Santiago", 2024, 9, 8),
    ("America/Santiago", 2024, 4, 7),
    ("Europe/Dublin", 2024, 3, 31),
    ("Europe/Dublin", 2024, 10, 27),
    ("Africa/Casablanca", 2024, 3, 10),
    ("Africa/Casablanca", 2024, 4, 14),
    ("Pacific/Apia", 2011, 12, 30),
]


def croniter_module() -> Any:
    return importlib.import_module("croniter")


def items(numbers: range, names: list[str] | None = None) -> st.SearchStrategy[str]:
    """One item of a field's list: a number, a range, a step."""
    plain = st.sampled_from([str(number) for number in numbers] + (names or []))
    step = st.integers(1, 70)
    return st.one_of(
        plain,
        plain,
        st.just("*"),
        st.builds("*/{}".format, step),
        st.builds("{}/{}".format, plain, step),
        st.builds("{}-{}".format, plain, plain),
        st.builds("{}-{}/{}".format, plain, plain, step),
    )


def fields(item: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(item, min_size=1, max_size=3).map(",".join)
    return st.one_of(st.just("*"), some)


def day_fields() -> st.SearchStrategy[str]:
    nearest = st.sampled_from(DAYS).flatmap(lambda d: st.sampled_from([f"{d}W", f"w{d}"]))
    last = st.sampled_from(["l", "L", "1,l", "20-l", "?"])
    return st.one_of(fields(items(DAYS)), fields(items(DAYS)), last, nearest)


def weekday_fields() -> st.SearchStrategy[str]:
    plain = fields(items(WEEKDAYS, WEEKDAY_NAMES))
    weekday = st.sampled_from(["0", "3", "7", "mon", "SAT", "mon-wed", "fri-mon"])
    nth = st.builds("{}#{}".format, weekday, st.integers(1, 5))
    last = st.builds("L{}".format, st.sampled_from(WEEKDAYS))
    special = st.lists(st.one_of(nth, last), min_size=1, max_size=2).map(",".join)
    return st.one_of(plain, plain, special, st.just("?"))


@st.composite
def crons(draw: st.DrawFn) -> str:
    """A cron text of five, six or seven fields."""
    parts = [
        draw(fields(items(MINUTES))),
        draw(fields(items(HOURS))),
        draw(day_fields()),
        draw(fields(items(MONTHS, MONTH_NAMES))),
        draw(weekday_fields()),
    ]
    more = draw(st.sampled_from([0, 0, 1, 2]))
    beyond = [fields(items(MINUTES)), fields(items(YEARS))]
    return " ".join(parts + [draw(field) for field in beyond[:more]])


def croniters(cron: str, after: datetime.datetime, day_or: bool) -> list[Any]:
    """The next five times as croniter has them, fewer if it finds no more."""
    module = croniter_module()
    dates = module.croniter(cron, after, ret_type=datetime.datetime, day_or=day_or)
    found: list[Any] = []
    try:
        while len(found) < 5:
            found.append(dates.get_next())
    except module.CroniterBadDateError:
        pass
    return found


@given(crons(), st.datetimes(START, datetime.datetime(2032, 1, 1)), st.booleans())
@example("0 0 */1 * 5", START, True)
@example("0 0 1-31 * */2", START, True)
@example("0 0 * 5-2/3 *", START, True)
@example("30 23 1-7 JAN MON-FRI#1", START, True)
@example("0 0 13 * 5", START, False)
@settings(max_examples=400, deadline=None)
def test_times_are_croniters(cron: str, after: datetime.datetime, day_or: bool) -> None:
    assume(croniter_module().croniter.is_valid(cron))
    expected = croniters(cron, after, day_or)
    found = list(itertools.islice(CronTimes(cron, day_or).after(after), 5))
    if len(expected) < 5:  # croniter gives up where one half of an "or" has no day
        assert found[: len(expected)] == expected
    else:
        assert found == expected


@given(st.lists(st.text("0123456789*/,-?lwacnjuefbr#", min_size=1, max_size=4)))
@settings(max_examples=400, deadline=None)
def test_what_is_valid_is_what_croniter_takes(parts: list[str]) -> None:
    cron = " ".join((parts + ["*"] * 5)[: max(5, len(parts))])
    assume("r" not in cron)  # croniter's random numbers
    try:
        cron_fields(cron)
    except ValueError:
        assert not croniter_module().croniter.is_valid(cron) or "-0" in cron
    else:
        assert croniter_module().croniter.is_valid(cron)
