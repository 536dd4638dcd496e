"""A script as flowc emits it, around the runtime as it is imported."""

import datetime
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dask import delayed
from flowc.runtime.executors import DaskExecutor, LocalExecutor
from flowc.runtime.module import run_flow
from flowc.runtime.program import Program
from flowc.runtime.schedules import IntervalSchedule

__all__ = ["DaskExecutor", "LocalExecutor"]


def inc(x: int) -> int:
    print("working on", x, flush=True)
    if "FOLDER" in os.environ:
        Path(os.environ["FOLDER"], "busy").touch()
        time.sleep(600)
    return x + 1


def fail(x: int) -> int:
    raise KeyError(f"no {x}")


def graph(flow: Any) -> None:
    x = flow.parameter("x", 1)
    y = flow.add(delayed(flow.task("inc-1", inc, name="inc"))(x=x))
    if "FAIL" in os.environ:
        flow.add(delayed(flow.task("fail-1", fail, name="fail"))(x=y))


SETTINGS = {
    "name": "demo",
    "source": "demo.py",
    "lines": {},
    "scheduled": "SCHEDULED" in os.environ,
}


def run(
    parameters: dict[str, Any] | None = None,
    context: dict[str, Any] | None = None,
    client: Any = None,
    address: str | None = None,
    keep: Iterable[str] = (),
) -> Any:
    return run_flow(graph, SETTINGS, parameters, context, client, address, keep)


def main(argv: list[str] | None = None) -> int:
    program = Program(graph, SETTINGS, argv)
    if "SECONDS" in os.environ:
        program.schedule = IntervalSchedule(
            interval=datetime.timedelta(seconds=float(os.environ["SECONDS"]))
        )
    if program.needs_executor and "EXECUTOR" in os.environ:
        program.executor = eval(os.environ["EXECUTOR"])
    return program.run()


if __name__ == "__main__":
    sys.exit(main())
