"""Running a flow on its schedule, one run after the other."""

import datetime
import time
import traceback
from typing import Any, Callable, Optional

from .problems import ProgramError, UsageProblem
from .schedules import current_time, instant

SLEEP_SLICE = 30.0
COUNTED = 10_000


class ScheduleLoop:
    """Waits for each tick of a schedule and calls `run(tick)`, which gives a code.

    A run that fails or loses its cluster doesn't end the loop; a tick never runs
    twice, and ticks that passed during a run are skipped. `now` and `sleep` are the
    clock, for tests.
    """

    def __init__(
        self,
        schedule: Any,
        run: Callable[[datetime.datetime], int],
        announce: Callable[[str], None],
        max_runs: Optional[int] = None,
        now: Callable[[], datetime.datetime] = current_time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.schedule = schedule
        self.run = run
        self.announce = announce
        self.max_runs = max_runs
        self.now = now
        self.sleep = sleep

    def follow(self) -> int:
        """Run until the schedule ends (0) or after the last run of `max_runs` (its)."""
        tick = self.first_after(self.now())
        if tick is None:
            self.announce("Flow has no more scheduled runs.")
        runs = 0
        while tick is not None:
            self.wait_for(tick)
            exit_code = self.run_safely(tick)
            runs += 1
            if runs == self.max_runs:
                return exit_code
            tick = self.next_tick(tick)
        return 0

    def wait_for(self, tick: datetime.datetime) -> None:
        """Sleep until the wall clock says `tick`, looking at it now and then."""
        left = (tick - self.now()).total_seconds()
        if left > 0:
            self.announce(f"waiting for the next scheduled run at {tick.isoformat()}")
        while left > 0:
            self.sleep(min(left, SLEEP_SLICE))
            left = (tick - self.now()).total_seconds()

    def run_safely(self, tick: datetime.datetime) -> int:
        """The exit code of one run; a known problem of its cluster is announced."""
        try:
            return self.run(tick)
        except UsageProblem:
            raise
        except ProgramError as problem:
            self.announce(f"error: {problem.message}")
            return problem.exit_code
        except Exception:
            self.announce(traceback.format_exc())
            return 1

    def next_tick(self, last: datetime.datetime) -> Optional[datetime.datetime]:
        """The first tick after now and after `last`; says how many have passed."""
        after = max(instant(self.now()), instant(last))
        tick = self.first_after(after)
        passed = self.count_between(last, after)
        if passed:
            many = f"more than {COUNTED}" if passed > COUNTED else str(passed)
            self.announce(f"skipped {many} scheduled runs that passed meanwhile")
        if tick is None:
            self.announce("the schedule has ended")
        return tick

    def first_after(self, moment: datetime.datetime) -> Optional[datetime.datetime]:
        following = self.schedule.next(1, moment)
        return following[0] if following else None

    def count_between(self, last: datetime.datetime, until: datetime.datetime) -> int:
        """How many ticks there are after `last`, up to and including `until`."""
        passed = 0
        tick = self.first_after(last)
        while (
            tick is not None and instant(tick) <= instant(until) and passed <= COUNTED
        ):
            passed += 1
            tick = self.first_after(tick)
        return passed
