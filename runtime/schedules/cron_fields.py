"""Cron texts: what their fields allow, read as croniter reads them."""

import re
from collections.abc import Iterator

DAY_PLACE = 2
MONTH_PLACE = 3
WEEKDAY_PLACE = 4
FIELD_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6), (0, 59), (1970, 2099))
MONTH_NAMES = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
WEEKDAY_NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
CRON_ALIASES = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
NTH_WEEKDAY = re.compile(r"(\w+(?:-[a-z]+)?)#([1-5])", re.ASCII)
LAST_WEEKDAY = re.compile(r"l(\d+)", re.ASCII)
NEAREST_DAY = re.compile(r"(?:(\d+)w|w(\d+))", re.ASCII)


class CronField:
    """What one field allows: numbers or anything; its last day, its n-th weekdays.

    `nth` has the numbers of weeks for each weekday, -1 for the last of a month;
    `nearest` is the day whose nearest Monday to Friday is meant.
    """

    def __init__(self, place: int, text: str) -> None:
        self.place = place
        self.text = text
        self.low, self.high = FIELD_BOUNDS[place]
        self.numbers: set[int] = set()
        self.anything = text == "?" and place in (DAY_PLACE, WEEKDAY_PLACE)
        self.last = False
        self.nearest = 0
        self.nth: dict[int, set[int]] = {}
        for item in [] if self.anything else text.split(","):
            self.add_item(item)
        self.check()

    @property
    def full(self) -> bool:
        """Whether the numbers leave nothing out."""
        return len(self.numbers) + self.last == self.high - self.low + 1

    @property
    def allowed(self) -> list[int]:
        """All values that the field allows, in order."""
        every = range(self.low, self.high + 1)
        return list(every) if self.anything else sorted(self.numbers)

    def add_item(self, item: str) -> None:
        """Read one item of the field's list."""
        if item == "*":
            self.anything = True
        elif self.place == DAY_PLACE and item == "l":
            self.last = True
        elif self.place == DAY_PLACE and NEAREST_DAY.fullmatch(item):
            self.nearest = int(item.strip("w"))
            self.numbers.add(self.nearest)
        elif self.place == WEEKDAY_PLACE and NTH_WEEKDAY.fullmatch(item):
            days, _, week = item.partition("#")
            self.add_nth(days, int(week))
        elif self.place == WEEKDAY_PLACE and LAST_WEEKDAY.fullmatch(item):
            self.add_nth(item[1:], -1)
        else:
            self.numbers.update(self.span(item))

    def add_nth(self, days: str, week: int) -> None:
        for day in self.span(days):
            self.nth.setdefault(day, set()).add(week)
            self.numbers.add(day)

    def span(self, item: str) -> Iterator[int]:
        """The numbers of `a`, `a-b`, `*/step`, `a/step` or `a-b/step`."""
        bounds, slash, step_text = item.partition("/")
        step = digits(step_text) if slash else 1
        low, dash, high = bounds.partition("-")
        if step < 1:
            raise ValueError(f"step {step_text}")
        if bounds == "*":
            return iter(range(self.low, self.high + 1, step))
        if not dash:
            first = self.number(low)
            return iter(range(first, self.high + 1 if slash else first + 1, step))
        end = "31" if self.place == DAY_PLACE and high == "l" else high
        return self.between(self.number(low), self.number(end), step)

    def between(self, first: int, last: int, step: int) -> Iterator[int]:
        """A range; on past the end of the field, and all of it where both are equal."""
        if first == last:
            first, last = self.low, self.high
        if first < last:
            return iter(range(first, last + 1, step))
        before = range(first, self.high + 1, step)
        # As croniter counts on: a step that overshoots starts one number late.
        left = self.high - before[-1]
        skipped = step - left if left < step - 1 else 0
        return iter([*before, *range(self.low + skipped, last + 1, step)])

    def number(self, text: str) -> int:
        """A number or a name of the field; ValueError if it has no such value."""
        if self.place == MONTH_PLACE and text in MONTH_NAMES:
            return MONTH_NAMES.index(text) + 1
        if self.place == WEEKDAY_PLACE and text in WEEKDAY_NAMES:
            return WEEKDAY_NAMES.index(text)
        found = digits(text)
        if self.place == WEEKDAY_PLACE and found == 7:
            return 0
        if not self.low <= found <= self.high:
            raise ValueError(f"{text} is out of range")
        return found

    def check(self) -> None:
        """ValueError for what doesn't go together."""
        if self.nearest and ("," in self.text or not 1 <= self.nearest <= 31):
            raise ValueError("W goes with a single day")
        if self.nth and self.numbers - set(self.nth) and not self.full:
            raise ValueError("# doesn't go with plain weekdays")


def digits(text: str) -> int:
    """The number that a text of nothing but digits says, else a ValueError."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"{text!r} is no number")
    return int(text)


def cron_fields(cron: str) -> list[CronField]:
    """The five to seven fields of a cron text; ValueError if it is not a valid one."""
    try:
        parts = CRON_ALIASES.get(cron.lower(), cron.lower()).split()
        if not 5 <= len(parts) <= 7:
            raise ValueError("five to seven fields")
        return [CronField(place, text) for place, text in enumerate(parts)]
    except (AttributeError, ValueError):
        raise ValueError(f"Invalid cron string: {cron}") from None
