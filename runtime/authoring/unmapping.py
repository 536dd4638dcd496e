"""`unmapped(x)`: what every element of a map gets whole."""

from typing import Any


class Unmapped:
    """An input of a map that every element gets whole."""

    def __init__(self, value: Any) -> None:
        self.value = value


def unmapped(value: Any) -> Unmapped:
    """Give `value` to every element of a map as it is."""
    return Unmapped(value)
