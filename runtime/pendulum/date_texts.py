"""Reading moments from text: what `pendulum.parse` takes, durations aside."""

import datetime
import re
from typing import Any

from .datetimes import DateTime
from .time_zones import FixedTimezone, Timezone

ISO_DATE = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?:(?P<month>\d\d)(?:(?P=dash)(?P<day>\d\d))?"
    r"|(?P<days>\d{3})|W(?P<week>\d\d)(?:(?P=dash)(?P<weekday>\d))?)"
)
ISO_CLOCK = re.compile(
    r"(?P<hour>\d\d)(?:(?P<colon>:?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d)"
    r"(?:[.,](?P<part>\d+))?)?)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?"
)
COMMON_TEXT = re.compile(
    r"(?:(?P<year>\d{4})(?:[/:]?(?P<month>\d\d)[/:]?(?P<day>\d\d))?)?"
    r"(?: ?(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2}))?"
    r"(?:[.,|](?P<part>\d{1,9}))?)?"
)


def parse_moment(text: str) -> DateTime:
    """The moment that a text means, in UTC if it does not say its zone.

    ISO 8601, with a space for the T as well, and dates as 2024/02/29. ValueError for
    any other text, as pendulum's ParserError is one.
    """
    if text == "now":
        return DateTime.utcnow()  # type: ignore[no-any-return]
    for read in (iso_moment, common_moment):
        try:
            return read(text)  # type: ignore[no-any-return]
        except (ValueError, OverflowError):
            continue
    raise ValueError(f"Unable to parse string [{text}]")


def iso_moment(text: str) -> Any:
    """Read ISO 8601."""
    mark = "T" if "T" in text else " "
    before, found, after = text.partition(mark)
    if len(text) == 4:
        return DateTime.create(int(text), 1, 1)
    day = iso_day(before) if before or mark == " " else datetime.date.today()
    if not found:
        return DateTime.create(day.year, day.month, day.day)
    basic = "-" not in before and before
    match = matched(ISO_CLOCK, after)
    if match["minute"] and not (match["colon"] or basic):
        raise ValueError(text)
    zone = iso_zone(match["zone"])
    return DateTime.create(day.year, day.month, day.day, *clock_of(match), tz=zone)


def iso_day(text: str) -> datetime.date:
    """A date, a day of a week, or a day of a year."""
    match = matched(ISO_DATE, text)
    year = int(match["year"])
    if match["week"]:
        return iso_week_day(year, int(match["week"]), int(match["weekday"] or 1))
    if match["days"]:
        days = datetime.timedelta(days=int(match["days"]) - 1)
        found = datetime.date(year, 1, 1) + days
        if found.year != year:
            raise ValueError(text)
        return found
    if not match["day"] and not match["dash"]:
        raise ValueError(text)
    return datetime.date(year, int(match["month"]), int(match["day"] or 1))


def iso_week_day(year: int, week: int, weekday: int) -> datetime.date:
    last = datetime.date(year, 12, 28).isocalendar()[1]
    if week > last or weekday > 7:
        raise ValueError(f"{year}-W{week}-{weekday}")
    first = datetime.date.fromisocalendar(year, 1, 1)
    return first + datetime.timedelta(weeks=week - 1, days=weekday - 1)


def iso_zone(text: Any) -> Any:
    """The zone of an offset such as +02:00; UTC for Z and for none."""
    if not text or text == "Z":
        return Timezone("UTC")
    figures = text[1:].replace(":", "")
    seconds = int(figures[:2]) * 3600 + int(figures[2:] or 0) * 60
    if seconds >= 86400:
        raise ValueError(text)
    return FixedTimezone(-seconds if text[0] == "-" else seconds)


def common_moment(text: str) -> Any:
    """Read a date with slashes or colons, or a time of today."""
    match = matched(COMMON_TEXT, text)
    if not text:
        raise ValueError(text)
    today = datetime.date.today()
    day = [int(match[name] or 1) for name in ("year", "month", "day")]
    if not match["year"]:
        day = [today.year, today.month, today.day]
    return DateTime.create(*day, *(clock_of(match) if match["hour"] else ()))


def clock_of(match: "re.Match[str]") -> list[int]:
    """Hour, minute, second and microsecond."""
    times = [int(match[name] or 0) for name in ("hour", "minute", "second")]
    return [*times, int(f"{match['part'] or 0:0<6}"[:6])]


def matched(pattern: "re.Pattern[str]", text: str) -> "re.Match[str]":
    """The match of all of a text; ValueError if there is none."""
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found
