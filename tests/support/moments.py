"""What expressions about dates and times give, as JSON: python moments.py

With the real pendulum, which has to be there; `values_of` does it with others.
"""

import datetime
import json
import math
from typing import Any

TEXTS = """2024-02-29|20240229|2024-02|202402|2024|2024-060|2024060|2024-W09-4|2024W094
2024-W09|2024W09|2024-W094|2024W09-4|2024-W54|2024-366|2023-366|2024-000|2024-02-30
2024-2-9|2024-02-9|2024/02/29|2024/02/29 12:30|2024:02:29|2024-02-29T12
2024-02-29T12:00|2024-02-29T1230|2024-02-29T123015|2024-02-29 12:30:15
2024-02-29 12:30:15.5|2024-02-29T12:30:15,123456789|2024-02-29T12:30:15Z
2024-02-29T12:30:15z|2024-02-29t12:30:15|2024-02-29T12:30:15+02
2024-02-29T12:30:15+0230|2024-02-29T12:30:15-05:30|2024-02-29T12:30:15 +02:00
2024-02-29T12:30+02:00|20240229T123015Z|20240229T12:30|20240229123015
2024-02-29T25:00|2024-02-29T12:60|2024-02-29T24:00|2024-02-29T1:05|2024-02-29T12:5
2024-02-29 1:05|123015|12|today|tomorrow|noon|abc|2024-02-29abc| 2024-02-29
2024-02-29 |2024/02/29T12:30|2024/02|2024-02/29|2024-0229|29-02-2024|02/29/2024
Feb 29 2024|2024-02-29T12:30:15.|2024-02-29T12:|2024-02-29T|2024-02-29T12:30:15+2
2024-02-29T12:30:15+99:99|2024-W09-8|2024-W00-1|2020-W53|2021-W53|1709164800
2024-02-29T12:30:15.123Z|2024-02-29T123015.5+02:00|2024-02-29T12:3015
2024-02-29T1230:15|2024-060T12:00|2024-W09-4T12:00Z|2024T12:00|2024-02T12:00
2024-13-01|0000-01-01|2024-02-29  12:30|2024-02-29T12:30:15+00:00
2024-02-29T12:30:15-00:00|2024-02-29T12:30Z|2024-02-29T12Z|2024-02-29T12+02
2024-02-29T12:30:60|2024-02-29 12|2024 12:30|20240229 12:30|2024-2|2024-02-29Z
2024-02-29+02:00|2024/02/29 12:30:15.5|2024/02/29 12|2024/0229|202402/29
2024-02-29T12:30:1|2024/02/29 1:5:3|2024-060 12:30|2024-02-29T12:30:15.1234567890"""
MOMENTS = """at(2024, 2, 29) | at(2024, 12, 31, 23, 59, 59, 999999)
at(2023, 1, 1, 0, 5, 7, 1200) | at(2024, 3, 31, 1, 30, tz='Europe/Berlin')
at(2024, 10, 27, 2, 30, tz='Europe/Berlin') | at(2021, 7, 4, 15, 8, 9, tz=-3.5)
at(2000, 10, 11, 12, tz='America/New_York') | at(1969, 5, 21, 13, tz='UTC')"""
METHODS = """add(days=-1) | add(days=1) | subtract(hours=1) | add(hours=1)
add(months=1)
add(years=1, months=-13, weeks=2) | subtract(months=1) | add(seconds=90.5)
add(minutes=100, microseconds=7) | subtract(days=31) | add(days=1, hours=2)
to_date_string() | to_time_string() | to_datetime_string() | to_iso8601_string()
to_day_datetime_string() | to_formatted_date_string() | to_atom_string()
to_cookie_string() | to_rfc822_string() | to_rfc850_string() | to_rfc1036_string()
to_rfc1123_string() | to_rfc2822_string() | to_rfc3339_string() | to_rss_string()
to_w3c_string() | format('YYYY-MM-DD') | format('YY M D H m s S SS SSS SSSSSS') | date()
format('MMMM MMM dddd ddd dd d e E Q') | format('Do Mo Qo do wo DDDo eo DDD DDDD')
format('hh:mm:ss A h a [at] \\\\d') | format('X x Z ZZ z zz') | format('W Wo gg G k')
format('LT LTS L LL') | format('LLL') | format('LLLL') | strftime('%Y-%m-%d %H %Z %z')
start_of('second') | start_of('minute') | start_of('hour') | start_of('day')
start_of('week') | start_of('month') | start_of('year') | start_of('decade')
start_of('century') | end_of('second') | end_of('minute') | end_of('hour')
end_of('day') | end_of('week') | end_of('month') | end_of('year') | end_of('decade')
end_of('century') | start_of('quarter') | next() | next(0) | next(6, keep_time=True)
next(7) | previous() | previous(2) | first_of('month') | first_of('quarter', 2)
first_of('year', 4) | last_of('month') | last_of('month', 6) | last_of('quarter')
nth_of('month', 2, 3) | nth_of('quarter', 5, 0) | nth_of('year', 20, 4)
first_of('day')
in_timezone('Europe/Berlin') | in_tz('UTC') | in_tz('Asia/Kolkata') | in_tz(5)
in_timezone('Nowhere/Land') | astimezone(UTC) | isoformat() | isoformat(' ')
replace(hour=3) | replace(day=1, microsecond=5) | replace(tzinfo=UTC)
replace(tzinfo=None) | set(year=2020, day=3) | set(tz='Europe/Paris') | on(2020, 1, 2)
at(3) | at(3, 4, 5, 6) | naive() | naive().add(days=1) | naive().in_tz('Europe/Berlin')
day_of_week + 0 | timestamp() | int_timestamp | float_timestamp
timezone_name | offset | offset_hours | tzinfo | tz.name | timezone | day_of_year
week_of_year | week_of_month | days_in_month | quarter | is_leap_year() | is_long_year()
is_utc() | is_dst() | is_past() | is_same_day(at(2024, 2, 29)) | year | isoweekday()
weekday() | isocalendar()[1] | utcoffset() | dst() | tzname() | timetz().isoformat()
time().isoformat() | toordinal() | date().isoformat() | date().add(months=1)
date().start_of('month') | date().end_of('week') | date().next(1)
date().day_of_week + 0
date().format('DD/MM/YY') | date().to_date_string() | date().subtract(years=4)
date().diff(at(2020, 2, 29).date()).in_months() | closest(at(2020), at(2024, 5, 1))
farthest(at(2020), at(2024, 5, 1)) | diff(at(2024, 3, 31, 3)).in_words() | fold
diff(at(2020, 1, 31)).in_words() | diff(at(2024, 2, 29, 5, tz='Asia/Kolkata')).hours
diff(at(2025, 3, 30), False).in_days() | diff(at(2022, 11, 30, 6), False).months
diff(at(2022, 11, 30, 6), False).remaining_seconds | diff(at(2024, 2, 28), False)
diff_for_humans(at(2024, 3, 2)) | diff_for_humans(at(2020)) | __repr__() | __str__()
diff_for_humans(at(2023, 3, 20)) | diff_for_humans(at(2024, 2, 29, 0, 0, 5), True)"""
ENDS = """at(2024, 2, 29) | at(2024, 1, 31, 12) | at(2023, 3, 1, 5, 6, 7, 8)
at(2022, 12, 30)
at(2024, 3, 31, 4, tz='Europe/Berlin') | at(2024, 3, 30, 4, tz='Europe/Berlin')
at(2024, 1, 30, 1, tz='America/New_York') | at(2023, 2, 28) | at(2024, 3, 1, 23, 59)"""
INTERVALS = """days | seconds | microseconds | years | months | weeks | remaining_days
hours | minutes | remaining_seconds | invert | total_seconds() | total_minutes()
total_hours() | total_days() | total_weeks() | in_years() | in_months() | in_weeks()
in_days() | in_hours() | in_minutes() | in_seconds() | in_words() | as_timedelta()
__repr__() | __str__()"""
OTHERS = """at(2024, 2, 29) + timedelta(days=1) | timedelta(hours=5) + at(2024, 2, 29)
at(2024, 2, 29) - timedelta(days=1) | at(2024, 3, 30, 2, tz='Europe/Berlin') + DAY
at(2024, 3, 1) == datetime(2024, 3, 1, tzinfo=UTC) | at(2024, 3, 1) < datetime.now(UTC)
datetime(2024, 3, 1, tzinfo=UTC) - at(2024, 2, 1)
at(2024) - datetime(2023, 1, 1, tzinfo=UTC)
hash(at(2024)) == hash(datetime(2024, 1, 1, tzinfo=UTC)) | at(2024, tz=None)
(at(2024, 3, 1) - at(2024, 2, 1)) == timedelta(days=29) | f'{at(2024):YYYY}'
(at(2024, 3, 1) - at(2024, 2, 1)) > timedelta(1) | f'{at(2024):%Y-%m}' | f'{at(2024)}'
at(2024, 3, 1) + (at(2024, 3, 1) - at(2024, 2, 1))
at(2023) - (at(2024) - at(2022, 11, 2))
list((at(2024, 3, 1) - at(2024, 2, 27)).range('days')) | at(2024) in at(2025) - at(2023)
list((at(2024, 3, 1) - at(2024, 3, 2)).range('hours', 7)) | -(at(2024) - at(2023))
abs(at(2023) - at(2024)) | list(at(2024, 1, 3) - at(2024)) | bool(at(2024) - at(2024))
instance(datetime(2024, 2, 3)) | instance(datetime(2024, 2, 3, tzinfo=UTC))
at(2024).date() + DAY
instance(datetime(2024, 2, 3, tzinfo=timezone(-DAY / 4))) | at(2024).date() - DAY
at(2024).date() - at(2023).date() | at(2024).date() == date(2024, 1, 1)
sorted([at(2024), at(2023, tz='Asia/Tokyo')]) | at(2024).tzinfo == at(2023).tzinfo
at(2024, tz=2).tzinfo == at(2023, tz=2).tzinfo | at(2024) + 5 | at(2024) - 5
at(2024) - datetime(2024, 1, 1) | at(2024) < datetime(2024, 1, 1)
str(at(2024) - at(2023))
isinstance(at(2024), datetime) | at(2024).nothing"""


def parted(text: str) -> list[str]:
    return [each.strip() for line in text.split("\n") for each in line.split(" | ")]


def expressions() -> list[str]:
    """The expressions, in the order in which they are tried."""
    texts = [each for line in TEXTS.split("\n") for each in line.split("|")]
    found = [f"parse({text!r})" for text in texts]
    methods = parted(METHODS)
    found += [f"{moment}.{method}" for moment in parted(MOMENTS) for method in methods]
    pairs = [(a, b) for a in parted(ENDS) for b in parted(ENDS)]
    found += [f"({a} - {b}).{each}" for a, b in pairs for each in parted(INTERVALS)]
    return found + parted(OTHERS)


def values_of(at: Any, instance: Any, parse: Any) -> dict[str, str]:
    """The repr of each expression's value, or the kind of its error."""
    known = {
        **vars(datetime),
        "at": lambda year, month=1, day=1, *clock, tz="UTC": at(
            year, month, day, *clock, tz=tz
        ),
        "instance": instance,
        "parse": parse,
        "UTC": datetime.timezone.utc,
        "DAY": datetime.timedelta(days=1),
    }
    return {text: value_of(text, known) for text in expressions()}


def value_of(text: str, known: dict[str, Any]) -> str:
    try:
        value = eval(text, known)
    except Exception as error:
        kinds = (ValueError, TypeError, AttributeError)
        return next((k.__name__ for k in kinds if isinstance(error, k)), "Exception")
    if isinstance(value, float) and math.isclose(value, round(value, 6)):
        value = round(value, 6)
    return repr(value)


def main() -> None:
    import pendulum  # type: ignore[import-not-found, unused-ignore]

    found = values_of(pendulum.datetime, pendulum.instance, pendulum.parse)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
