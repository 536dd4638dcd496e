"""Clocks with parameters, users' own clocks, and schedules of several."""

import datetime
import importlib
import itertools
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flowc.runtime.schedules.clocks import (
    Clock,
    ClockEvent,
    DatesClock,
    IntervalClock,
)
from flowc.runtime.schedules.cron_clock import CronClock
from flowc.runtime.schedules.filters import add_to_date, next_weekday, on_datetime
from flowc.runtime.schedules.rrule import RRuleClock, RRuleSchedule
from flowc.runtime.schedules.schedules import (
    IntervalSchedule,
    OneTimeSchedule,
    Schedule,
    UnionSchedule,
)
from hypothesis import given, settings, strategies as st

UTC = datetime.timezone.utc
START = datetime.datetime(2024, 1, 1, tzinfo=UTC)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
ZONES = ["UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"]
RED, BLUE = {"colour": "red"}, {"colour": "blue"}


def hours(events: list[ClockEvent]) -> list[tuple[float, Any]]:
    """The hour of each event after the start, and its colour."""
    return [
        ((event.start_time - START) / HOUR, event.parameter_defaults.get("colour"))
        for event in events
    ]


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime.datetime(2024, 1, 1), datetime.datetime(2024, 12, 31)),
    st.integers(1, 200),
    st.integers(0, 8_000),
)
@settings(max_examples=300, deadline=None)
def test_intervals_are_counted_from_the_start(
    zone: str, wall: datetime.datetime, half_hours: int, later: int
) -> None:
    """The ticks after a moment are those that going through all of them gives."""
    start = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    start = start.astimezone(ZoneInfo(zone))
    schedule = IntervalSchedule(start, half_hours * HOUR / 2)
    after = start.astimezone(UTC) + later * HOUR / 3
    every = schedule.events(start.astimezone(UTC) - HOUR)
    found = list(itertools.islice(schedule.events(after), 3))
    expected = (e for e in every if e.start_time.astimezone(UTC) > after)
    first = next(expected).start_time.astimezone(UTC)
    assert found[0].start_time.astimezone(UTC) == first
    for event in found:
        moved = event.start_time.replace(tzinfo=None) - start.replace(tzinfo=None)
        slack = moved % (half_hours * HOUR / 2)
        assert min(slack, half_hours * HOUR / 2 - slack) <= HOUR


def test_two_clocks_at_one_instant() -> None:
    """With different parameters both run, with equal ones one of them."""
    clocks = [
        IntervalClock(2 * HOUR, START, parameter_defaults=RED, labels=["first"]),
        IntervalClock(3 * HOUR, START, parameter_defaults=BLUE),
        IntervalClock(6 * HOUR, START, parameter_defaults=dict(RED)),
    ]
    schedule = Schedule(clocks)
    found = schedule.next(5, START, return_events=True)
    assert hours(found) == [
        (2, "red"),
        (3, "blue"),
        (4, "red"),
        (6, "red"),
        (6, "blue"),
    ]
    assert hours(schedule.due(START + 4 * HOUR)) == [(6, "red"), (6, "blue")]
    assert found[0].labels == ["first"]
    assert schedule.next(5, START)[-2:] == [START + 6 * HOUR] * 2


def test_one_instant_in_two_zones() -> None:
    clocks = [
        CronClock("0 9 * * *", datetime.datetime(2024, 1, 1, tzinfo=ZoneInfo(zone)))
        for zone in ("America/New_York", "America/Toronto", "Europe/Berlin")
    ]
    found = Schedule(clocks).next(3, START)
    assert [str(tick.tzinfo) for tick in found] == [
        "Europe/Berlin",
        "America/New_York",
        "Europe/Berlin",
    ]


def test_dates_of_schedules() -> None:
    schedule = Schedule([IntervalClock(HOUR), IntervalClock(HOUR, START, START + DAY)])
    assert (schedule.start_date, schedule.end_date) == (START, START + DAY)
    assert (IntervalSchedule(interval=HOUR).start_date) is None


@pytest.mark.parametrize(
    "clock",
    [
        IntervalClock(HOUR, START, None, RED),
        CronClock("0 * * * *", START, None, RED, None, True),
        DatesClock([START + HOUR], RED),
        RRuleClock(
            importlib.import_module("dateutil.rrule").rrule(4, dtstart=START),
            START,
            None,
            RED,
        ),
    ],
    ids=lambda clock: type(clock).__name__,
)
def test_every_clock_brings_its_parameters(clock: Clock) -> None:
    assert hours(Schedule([clock]).due(START)) == [(1, "red")]


class Twice(Clock):
    """A clock as a user writes one: events, in any zone."""

    def events(self, after: datetime.datetime | None = None) -> Iterator[ClockEvent]:
        assert after is not None
        for count in (1, 2):
            yield ClockEvent(after + count * HOUR, {"colour": str(count)})


class OldTwice:
    """A clock as Prefect 0.6 had them: no class in common, bare dates."""

    def events(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        yield from (after.replace(tzinfo=None) + count * HOUR for count in (1, 2))


def test_clocks_of_users() -> None:
    found = Schedule([Twice(), OldTwice()]).next(9, START, return_events=True)
    assert hours(found) == [(1, "1"), (1, None), (2, "2"), (2, None)]
    with pytest.raises(NotImplementedError, match="events"):
        Schedule([Clock()]).next(1)


def test_schedules_before_0_15() -> None:
    once = OneTimeSchedule(datetime.datetime(2024, 1, 1, 2))
    few = Schedule(
        [IntervalClock(HOUR, START, START + 5 * HOUR)],
        filters=[lambda tick: tick.hour > 2],
        adjustments=[add_to_date(HOUR / 2)],
    )
    assert hours(UnionSchedule([few, once]).next(9, START, True)) == [
        (2, None),
        (3.5, None),
        (4.5, None),
        (5.5, None),
    ]
    assert once.next(1, START + 2 * HOUR) == []
    assert UnionSchedule().next(1) == []


def test_what_is_due_is_later_also_when_adjusted() -> None:
    """Runs that are moved to one instant are one, and none is in the past."""
    friday = START + 4 * DAY
    monday = Schedule([IntervalClock(DAY, START)], adjustments=[next_weekday])
    assert [e.start_time for e in monday.due(friday)] == [friday + 3 * DAY]
    before = Schedule([IntervalClock(DAY, START)], adjustments=[add_to_date(-HOUR)])
    assert hours(before.due(START + 23 * HOUR)) == [(47, None)]


def test_time_ends() -> None:
    yearly = Schedule([IntervalClock(400 * DAY, START)], filters=[on_datetime(START)])
    assert yearly.next(1, START) == []
    assert Schedule([CronClock("0 0 1 1 *")], [lambda tick: False]).due(START) == []


class Months(datetime.timedelta):
    """A duration as pendulum has them: a timedelta whose arithmetic is its own."""

    def __mul__(self, other: Any) -> Any:
        raise AssertionError

    __rmul__ = __floordiv__ = __rfloordiv__ = __mul__


def test_durations_of_other_libraries() -> None:
    (tick,) = IntervalSchedule(START, Months(hours=1)).next(1, START)
    assert tick == START + HOUR


def test_dates_need_a_zone() -> None:
    with pytest.raises(TypeError, match="time zone"):
        DatesClock([START, datetime.datetime(2024, 1, 1)])
    with pytest.raises(ValueError, match="at least one"):
        DatesClock([])
    with pytest.raises(TypeError, match="datetime"):
        DatesClock(["2024-01-01"])  # type: ignore[list-item]


def test_rules_of_sets_and_of_nothing() -> None:
    rrule = importlib.import_module("dateutil.rrule")
    rules = rrule.rruleset()
    rules.rrule(rrule.rrule(rrule.DAILY, dtstart=datetime.datetime(2024, 1, 1, 8)))
    rules.exdate(datetime.datetime(2024, 1, 2, 8))
    end = datetime.datetime(2024, 1, 3, 8)
    schedule = RRuleSchedule(rules, end_date=end)
    assert hours(schedule.next(9, START, True)) == [(8, None), (56, None)]
    assert RRuleSchedule(rrule.rruleset()).next(1, START) == []


def test_rules_where_clocks_change() -> None:
    """Of an hour that comes twice the first, as RFC 5545 says."""
    rrule = importlib.import_module("dateutil.rrule")
    start = datetime.datetime(2024, 11, 2, 1, 30, tzinfo=ZoneInfo("America/New_York"))
    found = RRuleSchedule(rrule.rrule(rrule.DAILY, dtstart=start)).next(2, start)
    assert [tick.isoformat() for tick in found] == [
        "2024-11-03T01:30:00-04:00",
        "2024-11-04T01:30:00-05:00",
    ]


def test_events_compare() -> None:
    one, same = ClockEvent(START, RED), ClockEvent(START, dict(RED), ["x"])
    assert one == same and one != ClockEvent(START) and one != START
    assert sorted([ClockEvent(START + HOUR), one])[0] is one
    assert "red" in repr(one) and "2024" in repr(one)
