"""FLC2xx: the flow block."""

from .rule import Rule

ROWS: tuple[Rule, ...] = ()
