"""Schedules as a user writes them, with what Prefect 1.4.1 made of them.

The rows were recorded with pendulum 2 and croniter 7. Prefect's names are found as the
compiler finds them; pendulum is not needed for what the rows take from it.
"""

import datetime
import importlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flowc.compiler.emit.runtime_text import home_of
from flowc.compiler.frontend.schedule_names import MODULES, STAND_INS

HERE = Path(__file__).parent
RECORDED = (
    HERE.parent / "conformance" / "schedule_expected.json",
    HERE / "schedule_ticks.json",
)
ROWS = [row for path in RECORDED for row in json.loads(path.read_text())]


def stand_in(name: str) -> Any:
    return getattr(importlib.import_module(f"flowc.runtime.{home_of(name)}"), name)


def module(path: str) -> SimpleNamespace:
    """One of Prefect's modules, made of the runtime's stand-ins."""
    named = {
        spelled.rpartition(".")[2]: stand_in(name)
        for spelled, name in STAND_INS.items()
        if spelled.rpartition(".")[0] == path
    }
    return SimpleNamespace(**named)


def pendulum_datetime(*numbers: int, tz: str = "UTC") -> datetime.datetime:
    return datetime.datetime(*numbers, tzinfo=ZoneInfo(tz))  # type: ignore[misc,arg-type]


def names() -> dict[str, Any]:
    """What the rows' texts can use."""
    return {
        **vars(module("prefect.schedules")),
        "clocks": module("prefect.schedules.clocks"),
        "filters": module("prefect.schedules.filters"),
        "adjustments": module("prefect.schedules.adjustments"),
        "datetime": datetime.datetime,
        "timedelta": datetime.timedelta,
        "time": datetime.time,
        "rrule": importlib.import_module("dateutil.rrule"),
        "pendulum": SimpleNamespace(datetime=pendulum_datetime),
    }


def found_by(row: dict[str, Any]) -> list[str] | str:
    """The times of a row's schedule, or the type and text of its error."""
    after = datetime.datetime.fromisoformat(row["after"])
    try:
        ticks = eval(row["schedule"], names()).next(row["n"], after)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return [tick.isoformat() for tick in ticks]


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_times_are_prefects(row: dict[str, Any]) -> None:
    found = found_by(row)
    if "error" not in row:
        assert found == row["next"]
    elif row["case"] in {"dates_naive", "rrule_that_is_none"}:  # other words
        assert found[:10] == row["error"][:10] == "TypeError:"
    else:
        assert found == row["error"]


def test_old_and_new_spellings_are_one() -> None:
    old, new = module("prefect.schedules"), module("prefect.schedules.schedules")
    assert vars(old) == vars(new)
    assert {path.rpartition(".")[0] for path in STAND_INS} == set(MODULES)
