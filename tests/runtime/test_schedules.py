"""Ticks of interval schedules, compared with those that Prefect 1.4.1 gave."""

import datetime
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flowc.runtime.schedules.schedules import IntervalSchedule, Schedule

ROWS = json.loads((Path(__file__).parent / "interval_ticks.json").read_text())
UTC = datetime.timezone.utc
HOUR = datetime.timedelta(hours=1)
# Prefect gives the same instants twice around the day that Apia left out.
REPEATING = {"Pacific/Apia forward 6 h"}


def when(text: str | None, zone: datetime.tzinfo = UTC) -> datetime.datetime | None:
    if text is None:
        return None
    moment = datetime.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def schedule_of(row: dict[str, Any]) -> Schedule:
    return IntervalSchedule(
        when(row["start"], ZoneInfo(row["zone"])),
        datetime.timedelta(seconds=row["seconds"]),
        when(row.get("end")),
    )


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_ticks_are_prefects(row: dict[str, Any]) -> None:
    found = schedule_of(row).next(row["n"], when(row["after"]))
    expected = row["next"]
    if row["case"] in REPEATING:
        expected = list(dict.fromkeys(expected))
        found = found[: len(expected)]
    assert [tick.isoformat() for tick in found] == expected


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_one_after_the_other(row: dict[str, Any]) -> None:
    """Asked for one tick at a time, all of them come, each later than the last."""
    schedule = schedule_of(row)
    after = when(row["after"])
    assert after is not None
    found: list[str] = []
    while len(found) < len(row["next"]) + 1:
        following = schedule.next(1, after)
        if not following:
            break
        assert following[0].astimezone(UTC) > after.astimezone(UTC)
        after = following[0]
        found.append(after.isoformat())
    assert set(row["next"]) <= set(found)


def test_the_repeated_hour_is_listed_once_and_run_twice() -> None:
    start = datetime.datetime(2024, 11, 3, tzinfo=ZoneInfo("America/New_York"))
    schedule = IntervalSchedule(start, HOUR)
    listed = schedule.next(3, start)
    assert [tick.utcoffset() for tick in listed] == [-4 * HOUR, -5 * HOUR, -5 * HOUR]
    (second,) = schedule.next(1, listed[0])
    assert second.isoformat() == "2024-11-03T01:00:00-05:00"


def test_naive_dates_are_utc() -> None:
    schedule = IntervalSchedule(
        datetime.datetime(2024, 1, 1, 6), HOUR, datetime.datetime(2024, 1, 1, 7)
    )
    found = schedule.next(5, datetime.datetime(2024, 1, 1))
    assert [tick.isoformat() for tick in found] == [
        "2024-01-01T06:00:00+00:00",
        "2024-01-01T07:00:00+00:00",
    ]


def test_no_tick_is_left_out_in_the_hour_before_it() -> None:
    """After the clocks went back, as on every other day."""
    start = datetime.datetime(2024, 11, 1, 9, tzinfo=ZoneInfo("America/New_York"))
    schedule = IntervalSchedule(start, datetime.timedelta(days=1))
    (tick,) = schedule.next(1, start.replace(day=5, hour=8, minute=30))
    assert tick.isoformat() == "2024-11-05T09:00:00-05:00"


def test_a_tick_never_follows_itself() -> None:
    start = datetime.datetime(2024, 3, 8, 9, tzinfo=ZoneInfo("America/New_York"))
    schedule = IntervalSchedule(start, datetime.timedelta(days=1))
    (tick,) = schedule.next(1, start.replace(day=15))
    assert tick.isoformat() == "2024-03-16T09:00:00-04:00"


class FixedWhenAttached(datetime.tzinfo):
    """A time zone as pytz makes them: `localize` picks one with the right offset."""

    def __init__(self, hours: int = 1) -> None:
        self.hours = hours

    def utcoffset(self, moment: datetime.datetime | None) -> datetime.timedelta:
        return datetime.timedelta(hours=self.hours)

    def dst(self, moment: datetime.datetime | None) -> datetime.timedelta:
        return datetime.timedelta(0)

    def tzname(self, moment: datetime.datetime | None) -> str:
        return f"+{self.hours}"

    def localize(
        self, wall: datetime.datetime, is_dst: bool = False
    ) -> datetime.datetime:
        summer = datetime.datetime(2024, 3, 31, 3) <= wall
        return wall.replace(tzinfo=FixedWhenAttached(2 if summer else 1))

    def fromutc(self, moment: datetime.datetime) -> datetime.datetime:
        summer = datetime.datetime(2024, 3, 31, 1) <= moment.replace(tzinfo=None)
        zone = FixedWhenAttached(2 if summer else 1)
        return (moment + zone.utcoffset(None)).replace(tzinfo=zone)


def test_zones_with_a_fixed_offset_keep_wall_time() -> None:
    start = FixedWhenAttached().localize(datetime.datetime(2024, 3, 29, 9))
    found = IntervalSchedule(start, datetime.timedelta(days=1)).next(4, start)
    assert [tick.isoformat() for tick in found] == [
        "2024-03-30T09:00:00+01:00",
        "2024-03-31T09:00:00+02:00",
        "2024-04-01T09:00:00+02:00",
        "2024-04-02T09:00:00+02:00",
    ]


def test_a_fixed_offset_has_no_summer() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
    start = datetime.datetime(2024, 1, 1, 9, tzinfo=zone)
    (tick,) = IntervalSchedule(start, datetime.timedelta(days=1)).next(
        1, datetime.datetime(2024, 7, 1, tzinfo=UTC)
    )
    assert tick.isoformat() == "2024-07-01T09:00:00+05:45"


def test_next_after_now() -> None:
    before = datetime.datetime.now(UTC)
    (tick,) = IntervalSchedule(interval=HOUR).next(1)
    assert before < tick <= datetime.datetime.now(UTC) + HOUR


@pytest.mark.parametrize("seconds", [0, -1])
def test_interval_has_to_be_positive(seconds: int) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        IntervalSchedule(interval=datetime.timedelta(seconds=seconds))


@pytest.mark.parametrize("interval", [None, 60, "1 minute"])
def test_interval_has_to_be_a_timedelta(interval: Any) -> None:
    with pytest.raises(TypeError, match="timedelta"):
        IntervalSchedule(interval=interval)


def test_start_has_to_be_a_datetime() -> None:
    with pytest.raises(TypeError, match="datetime"):
        IntervalSchedule(start_date="2024-01-01", interval=HOUR)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "after", "hours"),
    [
        ((2024, 11, 2), (2024, 11, 3, 0, 30), [1, 2, 3, 4, 5]),
        ((2024, 3, 9), (2024, 3, 10, 0, 30), [1, 3, 4, 5, 6]),
    ],
    ids=["autumn", "spring"],
)
def test_a_loop_goes_from_tick_to_tick(
    start: tuple[int, ...], after: tuple[int, ...], hours: list[int]
) -> None:
    """Where clocks change, Prefect's leaves out hours or stays at one."""
    zone = ZoneInfo("America/New_York")
    begin = datetime.datetime(*start, tzinfo=zone)  # type: ignore[misc,arg-type]
    moment = datetime.datetime(*after, tzinfo=zone)  # type: ignore[misc,arg-type]
    schedule = IntervalSchedule(begin, datetime.timedelta(hours=1))
    found = []
    for _ in hours:
        (moment,) = schedule.next(1, moment)
        found.append(moment.hour)
    assert found == hours
