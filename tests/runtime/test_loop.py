"""The schedule loop, on a clock that the tests turn."""

import datetime
from typing import Any

import pytest
from flowc.runtime.program.errors import ClusterUnreachable, UsageProblem
from flowc.runtime.schedules.clocks import IntervalClock
from flowc.runtime.schedules.schedule_loop import SLEEP_SLICE, ScheduleLoop
from flowc.runtime.schedules.schedules import IntervalSchedule, Schedule

UTC = datetime.timezone.utc
START = datetime.datetime(2024, 1, 1, tzinfo=UTC)
MINUTE = datetime.timedelta(minutes=1)


class Clock:
    """A clock that only sleeping and running moves, and what was said meanwhile."""

    def __init__(self, now: datetime.datetime = START) -> None:
        self.time = now
        self.slices: list[float] = []
        self.runs: list[tuple[datetime.datetime, datetime.datetime]] = []
        self.given: list[tuple[Any, ...]] = []
        self.said: list[str] = []
        self.durations: list[float] = []
        self.outcomes: list[int | Exception] = []
        self.jumps: list[datetime.timedelta] = []

    def now(self) -> datetime.datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.slices.append(seconds)
        self.time += datetime.timedelta(seconds=seconds)
        if self.jumps:
            self.time += self.jumps.pop(0)

    def run(self, tick: datetime.datetime, *given: Any) -> int:
        self.runs.append((tick, self.time))
        self.given.append(given)
        if self.durations:
            self.time += datetime.timedelta(seconds=self.durations.pop(0))
        outcome = self.outcomes.pop(0) if self.outcomes else 0
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def loop(self, schedule: Schedule, max_runs: int | None = None) -> ScheduleLoop:
        return ScheduleLoop(
            schedule, self.run, self.said.append, max_runs, self.now, self.sleep
        )

    @property
    def minutes(self) -> list[float]:
        """The ticks that ran, in minutes after the start."""
        return [(tick - START) / MINUTE for tick, _ in self.runs]


def every_minute(minutes: float | None = None) -> Schedule:
    end = None if minutes is None else START + minutes * MINUTE
    return IntervalSchedule(START, MINUTE, end)


def test_waits_for_each_tick_and_ends_with_the_schedule() -> None:
    clock = Clock()
    assert clock.loop(every_minute(3)).follow() == 0
    assert clock.minutes == [1, 2, 3]
    assert all(tick == time for tick, time in clock.runs)
    assert clock.said[-1] == "the schedule has ended"


def test_sleeps_in_slices() -> None:
    clock = Clock()
    schedule = IntervalSchedule(START, datetime.timedelta(hours=1))
    assert clock.loop(schedule, max_runs=1).follow() == 0
    assert max(clock.slices) <= SLEEP_SLICE
    assert sum(clock.slices) == 3600


def test_ticks_that_passed_are_skipped_with_a_count() -> None:
    clock = Clock()
    clock.durations = [150.0]
    clock.loop(every_minute(6)).follow()
    assert clock.minutes == [1, 4, 5, 6]
    assert [text for text in clock.said if "skipped" in text] == [
        "skipped 2 scheduled runs that passed meanwhile"
    ]


def test_skipped_ticks_are_counted_at_the_end_too() -> None:
    clock = Clock()
    clock.durations = [1000.0]
    assert clock.loop(every_minute(3)).follow() == 0
    assert clock.minutes == [1]
    assert any("skipped 2 " in text for text in clock.said)


def test_a_failed_run_is_followed_by_the_next() -> None:
    clock = Clock()
    clock.outcomes = [1, ClusterUnreachable("gone"), RuntimeError("odd"), 0]
    assert clock.loop(every_minute(4)).follow() == 0
    assert clock.minutes == [1, 2, 3, 4]
    assert "error: gone" in clock.said
    assert any("RuntimeError: odd" in text for text in clock.said)


def test_bad_usage_ends_it() -> None:
    clock = Clock()
    clock.outcomes = [UsageProblem("no such parameter")]
    with pytest.raises(UsageProblem):
        clock.loop(every_minute()).follow()
    assert len(clock.runs) == 1


@pytest.mark.parametrize("last", [0, 1, 3])
def test_max_runs_ends_with_the_code_of_the_last(last: int) -> None:
    clock = Clock()
    clock.outcomes = [1, ClusterUnreachable("gone") if last == 3 else last]
    assert clock.loop(every_minute(), max_runs=2).follow() == last
    assert len(clock.runs) == 2


def test_an_exhausted_schedule() -> None:
    clock = Clock(START + 10 * MINUTE)
    assert clock.loop(every_minute(5)).follow() == 0
    assert clock.runs == []
    assert clock.said == ["Flow has no more scheduled runs."]


def test_a_clock_set_back_never_repeats_a_tick() -> None:
    clock = Clock()
    clock.durations = [-3600.0, 0.0, -86400.0]
    clock.loop(every_minute(5)).follow()
    assert clock.minutes == [1, 2, 3, 4, 5]


def test_a_clock_set_forward_while_waiting_is_noticed() -> None:
    clock = Clock()
    clock.jumps = [datetime.timedelta(hours=1)]
    clock.loop(every_minute(62)).follow()
    assert clock.minutes == [1, 61, 62]
    assert clock.slices[0] <= SLEEP_SLICE


def test_a_clock_set_back_while_waiting_is_waited_for() -> None:
    clock = Clock()
    clock.jumps = [-datetime.timedelta(hours=1)]
    clock.loop(every_minute(1)).follow()
    assert clock.runs == [(START + MINUTE, START + MINUTE)]


def two_clocks(minutes: float) -> Schedule:
    """One clock each minute, one each other minute with parameters."""
    end = START + minutes * MINUTE
    plain = IntervalClock(MINUTE, START, end)
    other = IntervalClock(2 * MINUTE, START, end, {"x": 1})
    return Schedule([plain, other])


def test_clocks_of_one_instant_run_one_after_the_other() -> None:
    clock = Clock()
    clock.durations = [0.0, 10.0]
    assert clock.loop(two_clocks(3)).follow() == 0
    assert clock.minutes == [1, 2, 2, 3]
    assert clock.given == [(), (), ({"x": 1},), ()]
    assert clock.runs[2][1] - clock.runs[1][1] == datetime.timedelta(seconds=10)
    assert not any("skipped" in text for text in clock.said)


def test_every_run_counts_to_max_runs() -> None:
    clock = Clock()
    clock.outcomes = [0, 0, 5]
    assert clock.loop(two_clocks(9), max_runs=3).follow() == 5
    assert clock.minutes == [1, 2, 2]


def test_every_run_that_passed_is_counted() -> None:
    clock = Clock()
    clock.durations = [200.0]
    clock.loop(two_clocks(4)).follow()
    assert clock.minutes == [1]
    assert any("skipped 5 " in text for text in clock.said)


def test_a_failed_run_doesnt_keep_the_other_of_its_instant() -> None:
    clock = Clock()
    clock.outcomes = [0, RuntimeError("odd"), 0]
    clock.loop(two_clocks(2)).follow()
    assert clock.minutes == [1, 2, 2]


def test_many_that_passed() -> None:
    clock = Clock()
    clock.durations = [86400.0]
    clock.loop(IntervalSchedule(START, MINUTE / 60), max_runs=2).follow()
    assert any("skipped more than 9999 " in text for text in clock.said)


def test_sixty_days_of_hours() -> None:
    """Each hour once, also where clocks change."""
    clock = Clock()
    end = START + datetime.timedelta(days=60)
    clock.loop(IntervalSchedule(START, datetime.timedelta(hours=1), end)).follow()
    ticks = [tick for tick, _ in clock.runs]
    assert len(ticks) == len(set(ticks)) == 60 * 24
