"""FLC4xx: names."""

from .rule import Rule

ROWS: tuple[Rule, ...] = ()
