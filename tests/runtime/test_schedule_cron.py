"""Cron texts, compared with croniter, which Prefect asks."""

import contextlib
import datetime
import importlib
import itertools
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flowc.runtime.schedules.cron_clock import CronClock, CronSchedule, CronTimes
from flowc.runtime.schedules.cron_fields import cron_fields
from hypothesis import assume, example, given, settings, strategies as st

UTC = datetime.timezone.utc
START = datetime.datetime(2024, 1, 1)
MINUTES, HOURS, DAYS = range(60), range(24), range(1, 32)
MONTHS, WEEKDAYS, YEARS = range(1, 13), range(8), range(2024, 2040)
MONTH_NAMES = ["JAN", "feb", "Mar", "may", "oct", "dec"]
WEEKDAY_NAMES = ["SUN", "mon", "Tue", "wed", "fri", "sat"]
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
]
NEW_YORK = ZoneInfo("America/New_York")


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
    nearest = st.sampled_from(DAYS).flatmap(
        lambda d: st.sampled_from([f"{d}W", f"w{d}"])
    )
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


def croniters(
    cron: str, after: datetime.datetime, day_or: bool = True
) -> Iterator[datetime.datetime]:
    """The times as croniter has them; it gives up after 50 years."""
    module = croniter_module()
    dates = module.croniter(cron, after, ret_type=datetime.datetime, day_or=day_or)
    with contextlib.suppress(module.CroniterBadDateError):
        while True:
            yield dates.get_next()


@given(crons(), st.datetimes(START, datetime.datetime(2032, 1, 1)), st.booleans())
@example("0 0 */1 * 5", START, True)
@example("0 0 1-31 * */2", START, True)
@example("0 0 * 5-2/3 *", START, True)
@example("30 23 1-7 JAN MON-FRI#1", START, True)
@example("0 0 13 * 5", START, False)
@settings(max_examples=250, deadline=None)
def test_times_are_croniters(cron: str, after: datetime.datetime, day_or: bool) -> None:
    assume(croniter_module().croniter.is_valid(cron))
    expected = list(itertools.islice(croniters(cron, after, day_or), 5))
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


@given(
    fields(items(MINUTES)),
    st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True),
    st.booleans(),
    st.sampled_from(CHANGES),
)
@settings(max_examples=60, deadline=None)
def test_where_clocks_change(
    minutes: str, hours: list[int], every: bool, change: tuple[str, int, int, int]
) -> None:
    """As croniter, but of a time that comes twice the first, as Prefect's help says."""
    zone, *day = change
    midnight = datetime.datetime(*day, tzinfo=ZoneInfo(zone))  # type: ignore[misc,arg-type]
    start = midnight - datetime.timedelta(days=1)
    end = start.astimezone(UTC) + datetime.timedelta(days=3)
    cron = f"{minutes} {'*' if every else ','.join(map(str, hours))} * * *"
    assume(croniter_module().croniter.is_valid(cron))
    expected = itertools.takewhile(lambda tick: tick <= end, croniters(cron, start))
    found = CronClock(cron, start, end).events(start)
    assert [event.start_time.isoformat() for event in found] == [
        tick.isoformat() for tick in expected if tick.fold == 0
    ]


def after(text: str, cron: str, n: int, start: datetime.datetime) -> list[str]:
    moment = datetime.datetime.fromisoformat(text)
    return [tick.isoformat() for tick in CronSchedule(cron, start).next(n, moment)]


def test_an_hour_that_comes_twice_ticks_once() -> None:
    """Daily and hourly, also when asked in between and in the second one."""
    start = datetime.datetime(2024, 3, 8, tzinfo=NEW_YORK)
    daily = after("2024-11-03T00:00:00-04:00", "30 1 * * *", 2, start)
    assert daily == ["2024-11-03T01:30:00-04:00", "2024-11-04T01:30:00-05:00"]
    hourly = after("2024-11-03T00:00:00-04:00", "0 * * * *", 2, start)
    assert hourly == ["2024-11-03T01:00:00-04:00", "2024-11-03T02:00:00-05:00"]
    assert after("2024-11-03T01:10:00-05:00", "30 1,2 * * *", 1, start) == [
        "2024-11-03T02:30:00-05:00"
    ]


def test_a_day_that_was_left_out() -> None:
    """Apia left out a day: what names hours runs right after it, all hours don't."""
    start = datetime.datetime(2011, 12, 29, 12, tzinfo=ZoneInfo("Pacific/Apia"))
    daily = after("2011-12-29T12:00:00-10:00", "0 9 * * *", 2, start)
    assert daily == ["2011-12-31T00:00:00+14:00", "2011-12-31T09:00:00+14:00"]
    hourly = after("2011-12-29T22:50:00-10:00", "30 * * * *", 2, start)
    assert hourly == ["2011-12-29T23:30:00-10:00", "2011-12-31T00:30:00+14:00"]


def test_asked_one_at_a_time() -> None:
    """Each tick comes once, whatever the clocks do."""
    start = datetime.datetime(2024, 3, 9, 23, tzinfo=NEW_YORK)
    schedule = CronSchedule("*/20 * * * *", start)
    at_once = schedule.next(100, start)
    found = [start]
    while len(found) <= 100:
        found += schedule.next(1, found[-1])
    assert found[1:] == at_once


def test_fixed_offsets_and_no_zone() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
    start = datetime.datetime(2024, 1, 1, tzinfo=zone)
    found = after("2024-01-01T12:00:00+00:00", "0 9 * * *", 1, start)
    assert found == ["2024-01-02T09:00:00+05:45"]
    (tick,) = CronSchedule("0 9 * * *").next(1, START.astimezone(zone))
    assert tick.tzinfo is UTC


def test_a_day_that_never_comes() -> None:
    assert CronSchedule("0 0 30 2 *").next(3, START) == []
    assert CronSchedule("0 0 * * * 0 2020").next(3, START) == []


@pytest.mark.parametrize("cron", ["", "* * * *", "61 * * * *", "@reboot", "h * * * *"])
def test_what_is_no_cron(cron: str) -> None:
    with pytest.raises(ValueError, match="Invalid cron string: "):
        CronSchedule(cron)


@pytest.mark.parametrize("cron", [None, 5])
def test_a_cron_is_a_text(cron: Any) -> None:
    with pytest.raises(ValueError, match="Invalid cron string"):
        CronClock(cron)
