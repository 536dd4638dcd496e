"""The stand-ins for pendulum's DateTime, compared with the real ones."""

import copy
import datetime
import json
import pickle
import zoneinfo
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.pendulum.date_texts import parse_moment
from flowc.runtime.pendulum.dates import Date
from flowc.runtime.pendulum.datetimes import DateTime
from flowc.runtime.pendulum.intervals import Interval
from flowc.runtime.pendulum.time_zones import (
    FixedTimezone,
    Timezone,
    local_zone,
    zone_of,
)

from tests.environments import CHECKOUT
from tests.support import commands, moments
from tests.support.places import require_python

UTC = datetime.timezone.utc
DAY = datetime.timedelta(days=1)
LEAP = DateTime.create(2024, 2, 29)
SUMMER = DateTime.create(2024, 3, 1, 12, 30, tz=2)


@pytest.mark.environment
def test_values_are_those_of_pendulum(tmp_path: Path) -> None:
    python = require_python("oracle")
    table = CHECKOUT / "tests" / "support" / "moments.py"
    done = commands.run([python, table], tmp_path, ok=True)
    expected: dict[str, str] = json.loads(done.out)
    found = moments.values_of(DateTime.create, DateTime.instance, parse_moment)
    assert len(expected) > 3000
    different = {text for text, value in found.items() if value != expected[text]}
    assert {text: (found[text], expected[text]) for text in different} == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (LEAP, "DateTime(2024, 2, 29, 0, 0, 0, tzinfo=Timezone('UTC'))"),
        (
            SUMMER,
            "DateTime(2024, 3, 1, 12, 30, 0, "
            'tzinfo=FixedTimezone(7200, name="+02:00"))',
        ),
        (LEAP.add(days=1).date(), "Date(2024, 3, 1)"),
        (LEAP.naive(), "DateTime(2024, 2, 29, 0, 0, 0)"),
        (
            LEAP.date() - datetime.date(2024, 1, 1),
            "<Interval [2024-01-01 -> 2024-02-29]>",
        ),
    ],
)
def test_reprs(value: Any, text: str) -> None:
    assert repr(value) == text


@pytest.mark.parametrize(
    "value",
    [
        LEAP + DAY,
        DAY + LEAP,
        LEAP - DAY,
        LEAP.add(hours=1),
        LEAP.start_of("week"),
        LEAP.replace(day=1),
        LEAP.in_timezone("Europe/Berlin"),
        LEAP.astimezone(UTC),
        DateTime.now(),
        DateTime.utcnow(),
        parse_moment("now"),
        parse_moment("12:30"),
    ],
)
def test_results_are_moments_too(value: Any) -> None:
    assert type(value) is DateTime
    assert value.tzinfo is not None


def test_moments_compare_with_datetimes() -> None:
    plain = datetime.datetime(2024, 2, 29, tzinfo=UTC)
    assert plain == LEAP and plain in {LEAP} and hash(plain) == hash(LEAP)
    assert plain + DAY > LEAP and min(plain + DAY, LEAP) is LEAP
    assert plain - LEAP == datetime.timedelta() == LEAP - plain
    assert isinstance((plain + DAY) - LEAP, Interval)
    assert isinstance(LEAP.date(), datetime.date)
    assert LEAP.date() == datetime.date(2024, 2, 29)
    with pytest.raises(TypeError):
        LEAP + 1


@pytest.mark.parametrize(
    "value",
    [
        LEAP,
        SUMMER,
        DateTime.create(2024, 10, 27, 2, 30, tz="Europe/Berlin"),
        LEAP.naive(),
        LEAP.date(),
        LEAP - SUMMER,
        SUMMER.diff(LEAP),
        Timezone("Europe/Berlin"),
        FixedTimezone(-5400),
    ],
)
def test_values_survive_copying(value: Any) -> None:
    for made in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert type(made) is type(value)
        assert repr(made) == repr(value)
        assert made == value
        assert getattr(made, "fold", 0) == getattr(value, "fold", 0)


def test_utc_needs_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(key: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(key)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", missing)
    monkeypatch.delenv("TZ", raising=False)
    moment = parse_moment("2024-02-29T12:00Z")
    assert moment.in_tz("utc").to_iso8601_string() == "2024-02-29T12:00:00Z"
    assert moment.in_tz(1).hour == 13 and not moment.is_dst()
    with pytest.raises(ValueError, match='Invalid timezone "Europe/Berlin"'):
        moment.in_tz("Europe/Berlin")
    assert isinstance(local_zone(), (FixedTimezone, Timezone))


def test_zones_of_other_libraries() -> None:
    pytz: Any = type("Pytz", (datetime.tzinfo,), {"zone": "Europe/Paris"})
    assert zone_of(UTC) == Timezone("UTC") == zone_of("utc")
    assert zone_of(zoneinfo.ZoneInfo("Europe/Paris")).name == "Europe/Paris"
    assert zone_of(pytz()) == Timezone("Europe/Paris") != Timezone("UTC")
    assert zone_of(datetime.timezone(DAY / 8)) == FixedTimezone(10800)
    assert {zone_of(2), zone_of(2.0)} == {FixedTimezone(7200)}
    assert zone_of("local") == zone_of(None) == local_zone()


def test_differences_to_now() -> None:
    now = DateTime.now("UTC")
    assert now.subtract(days=2).diff_for_humans() == "2 days ago"
    assert now.add(days=2, hours=1).diff_for_humans() == "in 2 days"
    assert now.subtract(seconds=1).diff_for_humans() == "a few seconds ago"
    assert now.is_past() and now.add(days=1).is_future()
    assert now.subtract(years=3, days=1).age == 3
    assert Date(2020, 1, 1).diff().in_years() >= 6


def test_other_locales_are_refused() -> None:
    assert LEAP.format("MMMM", locale="en_us") == "February"
    with pytest.raises(ValueError, match="locale 'fr' needs pendulum"):
        LEAP.format("MMMM", locale="fr")


@pytest.mark.parametrize("text", ["P1D", "2024-01-01/2024-02-01", "", "12:", None])
def test_what_is_no_moment(text: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        parse_moment(text)
