"""FLC1xx: tasks."""

from .rule import Rule

ROWS: tuple[Rule, ...] = ()
