"""Prefect 1.4.1 with its DaskExecutor on the same cluster."""

import os
import runpy
from typing import Any

from clock import Work, contend


def of_flow(size: int, address: str) -> Work:
    from prefect.executors import DaskExecutor

    flow = runpy.run_path(os.environ["FLOWC_FLOW"])["flow"]
    executor = DaskExecutor(address=address)

    def work() -> Any:
        state = flow.run(executor=executor)
        total, *_ = flow.get_tasks(name="sum")
        return state.result[total].result

    return work


contend({"run": of_flow})
