"""Recurrence rules: clocks that ask the rule objects of dateutil."""

import datetime
from collections.abc import Iterator
from typing import Any, Optional

from .clocks import Clock
from .schedules import Schedule
from .wall_time import (
    as_aware,
    at_first_wall_time,
    at_wall_time,
    instant,
    wall_time,
)


class RRuleClock(Clock):
    """Ticks as a rule or a set of rules of dateutil says, from `start_date` on.

    Dates of a rule without a time zone are UTC. What is no rule is a TypeError.
    """

    def __init__(
        self,
        rrule_obj: Any,
        start_date: Optional[datetime.datetime] = None,
        end_date: Optional[datetime.datetime] = None,
        parameter_defaults: Optional[dict[str, Any]] = None,
        labels: Optional[list[str]] = None,
    ) -> None:
        if not callable(getattr(rrule_obj, "xafter", None)):
            raise TypeError(
                f"rrule_obj must be an rrule or rruleset, got: {rrule_obj!r}"
            )
        super().__init__(start_date, end_date, parameter_defaults, labels)
        self.rrule_obj = rrule_obj

    def ticks(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        latest = instant(after)
        if self.start_date is not None:
            before = instant(self.start_date) - datetime.timedelta.resolution
            latest = max(latest, before)
        for date in self.rrule_obj.xafter(self._comparable(latest)):
            tick = moment_of_rule(as_aware(date))
            if instant(tick) > latest:
                latest = instant(tick)
                yield tick

    def _comparable(self, moment: datetime.datetime) -> datetime.datetime:
        """A moment in UTC as the rule can compare it: naive if its own dates are."""
        first = next(iter(self.rrule_obj), moment)
        return moment.replace(tzinfo=None) if first.tzinfo is None else moment


def moment_of_rule(date: datetime.datetime) -> datetime.datetime:
    """A date of a rule: the first of two, moved on if there is no such wall time.

    Rules count in wall time, and know nothing of clocks that change.
    """
    wall = wall_time(date)
    first = at_first_wall_time(wall, date.tzinfo)
    return at_wall_time(wall, date.tzinfo) if first is None else first


def RRuleSchedule(
    rrule_obj: Any,
    start_date: Optional[datetime.datetime] = None,
    end_date: Optional[datetime.datetime] = None,
) -> Schedule:
    """The schedule of one RRuleClock."""
    return Schedule([RRuleClock(rrule_obj, start_date, end_date)])
