"""A script as flowc emits it, around the runtime as it is imported."""

import datetime
import os
import sys
import time
from pathlib import Path
from typing import Any

from flowc.runtime.authoring.delayed import delayed
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.authoring.parameters import Parameter
from flowc.runtime.cluster.executors import DaskExecutor, LocalExecutor
from flowc.runtime.program.scripts import Script
from flowc.runtime.schedules.schedules import IntervalSchedule

__all__ = ["DaskExecutor", "LocalExecutor"]

__flowc__ = Script(__name__, "demo.py")


def inc(x: int) -> int:
    print("working on", x, flush=True)
    if "FOLDER" in os.environ:
        Path(os.environ["FOLDER"], "busy").touch()
        time.sleep(600)
    return x + 1


def fail(x: int) -> int:
    raise KeyError(f"no {x}")


def made(**settings: Any) -> Any:
    """The flow, made anew."""
    with Flow("demo", **settings) as flow:
        result = delayed(inc)(Parameter("x", default=1))
        if "FAIL" in os.environ:
            delayed(fail)(result)
    return flow


flow = made()
if "SECONDS" in os.environ:
    flow.schedule = IntervalSchedule(
        interval=datetime.timedelta(seconds=float(os.environ["SECONDS"]))
    )
if "EXECUTOR" in os.environ:
    flow.executor = eval(os.environ["EXECUTOR"])

__flowc__.flow = lambda: flow
run, main = __flowc__.run, __flowc__.main


if __name__ == "__main__":
    sys.exit(main())
