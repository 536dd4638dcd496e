"""FLC3xx: settings, entry code, schedules and executors."""

from .rule import Rule

ROWS: tuple[Rule, ...] = ()
