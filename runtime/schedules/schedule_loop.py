"""Running a flow on its schedule, one run after the other."""

import datetime
import time
import traceback
from typing import Any, Callable, Optional

from ..program.errors import ProgramError, UsageProblem
from .wall_time import current_time, instant

SLEEP_SLICE = 30.0
COUNTED = 10_000


class ScheduleLoop:
    """Waits for each tick of a schedule and calls `run`, which gives an exit code.

    `run(tick)` is a run without parameters of its own, `run(tick, parameter_defaults)`
    one whose clock has some: they go over all others. Clocks that tick at one instant
    with different ones make runs one after the other.

    A run that fails or loses its cluster doesn't end the loop; a tick never runs
    twice, and ticks that passed during a run are skipped. `now` and `sleep` are the
    clock, for tests.
    """

    def __init__(
        self,
        schedule: Any,
        run: Callable[..., int],
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
        together = self.schedule.due(self.now())
        if not together:
            self.announce("Flow has no more scheduled runs.")
        runs = 0
        while together:
            tick = together[0].start_time
            self.wait_for(tick)
            for event in together:
                exit_code = self.run_safely(event)
                runs += 1
                if runs == self.max_runs:
                    return exit_code
            together = self.next_events(tick)
        return 0

    def wait_for(self, tick: datetime.datetime) -> None:
        """Sleep until the wall clock says `tick`, looking at it now and then."""
        left = (tick - self.now()).total_seconds()
        if left > 0:
            self.announce(f"waiting for the next scheduled run at {tick.isoformat()}")
        while left > 0:
            self.sleep(min(left, SLEEP_SLICE))
            left = (tick - self.now()).total_seconds()

    def run_safely(self, event: Any) -> int:
        """The exit code of one run; a known problem of its cluster is announced."""
        given = [event.parameter_defaults] if event.parameter_defaults else []
        try:
            return self.run(event.start_time, *given)
        except UsageProblem:
            raise
        except ProgramError as problem:
            self.announce(f"error: {problem.message}")
            return problem.exit_code
        except Exception:
            self.announce(traceback.format_exc())
            return 1

    def next_events(self, last: datetime.datetime) -> list[Any]:
        """What runs first after now and after `last`; says how many have passed."""
        after = max(instant(self.now()), instant(last))
        together: list[Any] = self.schedule.due(after)
        passed = self.count_between(instant(last), after)
        if passed:
            many = f"more than {COUNTED - 1}" if passed >= COUNTED else str(passed)
            self.announce(f"skipped {many} scheduled runs that passed meanwhile")
        if not together:
            self.announce("the schedule has ended")
        return together

    def count_between(self, last: datetime.datetime, until: datetime.datetime) -> int:
        """How many runs there are after `last`, up to and including `until`."""
        passed = 0
        for event in self.schedule.events(last) if until > last else ():
            start = instant(event.start_time)
            if start > until:
                break
            passed += start > last
        return passed
