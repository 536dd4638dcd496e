"""Dates and times as text, by the tokens that pendulum has for it, in English."""

import re
from typing import Any, Optional

FORMAT_TOKEN = re.compile(
    r"\[([^\[]*)\]|\\(.)|(Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|eo?|E{1,4}|w[ow]?"
    r"|W[ow]?|Qo?|YYYY|YY|Y|gg(?:ggg?)?|GG(?:GGG?)?|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X"
    r"|zz?|ZZ?|LTS|LT|LL?L?L?)"
)
LONG_FORMATS = {
    "LTS": "h:mm:ss A",
    "LT": "h:mm A",
    "L": "MM/DD/YYYY",
    "LL": "MMMM D, YYYY",
    "LLL": "MMMM D, YYYY h:mm A",
    "LLLL": "dddd, MMMM D, YYYY h:mm A",
}
DAY_NAMES = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
MONTHS_IN_ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def formatted(moment: Any, layout: str, locale: Optional[str] = None) -> str:
    """The text of a date or time; ValueError for a locale other than English."""
    if not (locale or "en").startswith("en"):
        raise ValueError(f"The locale {locale!r} needs pendulum.")

    def replaced(found: "re.Match[str]") -> str:
        return found[1] or found[2] or token_text(moment, found[3] or "")

    return FORMAT_TOKEN.sub(replaced, layout)


def token_text(moment: Any, token: str) -> str:
    """What a token stands for; one without a meaning stands for itself."""
    if token in LONG_FORMATS:
        return formatted(moment, LONG_FORMATS[token])
    if token[-1:] == "o" and len(token) > 1:
        number = ordinal_number(moment, token[:-1])
        return token if number is None else ordinal_text(number)
    for describe in (day_text, clock_text, zone_text):
        found = describe(moment, token)
        if found is not None:
            return found
    return token


def day_text(moment: Any, token: str) -> Optional[str]:
    """A token about the date."""
    year, weekday = moment.year, moment.weekday()
    day_name = DAY_NAMES[weekday]
    month_name = MONTHS_IN_ENGLISH[moment.month - 1]
    texts = {
        "YYYY": f"{year:d}",
        "YY": f"{year:d}"[2:],
        "Y": f"{year:d}",
        "Q": f"{moment.quarter:d}",
        "MMMM": month_name,
        "MMM": month_name[:3],
        "MM": f"{moment.month:02d}",
        "M": f"{moment.month:d}",
        "DDDD": f"{moment.day_of_year:03d}",
        "DDD": f"{moment.day_of_year:d}",
        "DD": f"{moment.day:02d}",
        "D": f"{moment.day:d}",
        "dddd": day_name,
        "ddd": day_name[:3],
        "dd": day_name[:2],
        "d": f"{(weekday + 1) % 7:d}",
        "e": f"{(weekday - 6) % 7:d}",
        "E": f"{weekday + 1:d}",
    }
    return texts.get(token)


def clock_text(moment: Any, token: str) -> Optional[str]:
    """A token about the time of day."""
    if token.startswith("S") and len(token) <= 6:
        return f"{moment.microsecond:06d}"[: len(token)]
    simple = {"H": "hour", "m": "minute", "s": "second"}
    if token[:1] in simple:
        number = getattr(moment, simple[token[0]])
        return f"{number:02d}" if len(token) == 2 else f"{number:d}"
    if token in ("h", "hh"):
        number = moment.hour % 12 or 12
        return f"{number:02d}" if token == "hh" else f"{number:d}"
    if token == "A":
        return "PM" if moment.hour >= 12 else "AM"
    if token == "X":
        return f"{moment.int_timestamp:d}"
    if token == "x":
        return f"{moment.int_timestamp * 1000 + moment.microsecond // 1000:d}"
    return None


def zone_text(moment: Any, token: str) -> Optional[str]:
    """A token about the time zone."""
    if token == "z":
        return moment.timezone_name or ""
    if token == "zz":
        return moment.tzname() or ""
    if token not in ("Z", "ZZ"):
        return None
    if moment.tzinfo is None:
        return ""
    minutes = int(moment.utcoffset().total_seconds() / 60)
    hours, minutes = divmod(abs(minutes), 60)
    sign = "-" if moment.utcoffset().total_seconds() < 0 else "+"
    return f"{sign}{hours:02d}{':' if token == 'Z' else ''}{minutes:02d}"


def ordinal_number(moment: Any, token: str) -> Optional[int]:
    """The number that a token with an `o` behind it writes as 1st, 2nd..."""
    numbers = {
        "D": moment.day,
        "d": (moment.weekday() + 1) % 7,
        "M": moment.month,
        "Q": moment.quarter,
        "w": moment.week_of_year,
        "DDD": moment.day_of_year,
        "e": (moment.weekday() - 6) % 7 + 1,
    }
    return numbers.get(token)


def ordinal_text(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    teens = number % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
