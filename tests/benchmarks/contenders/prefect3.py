"""Prefect 3 with prefect-dask's task runner, on a cluster of its environment."""

from typing import Any

from bodies import add, dec, inc, list_sum
from clock import Work, contend


def diamond(size: int, address: str) -> Work:
    from prefect import flow, task
    from prefect_dask import DaskTaskRunner

    up, down, both = task(inc), task(dec), task(add)
    total = task(list_sum)

    @flow(task_runner=DaskTaskRunner(address=address))
    def of_tasks() -> Any:
        higher = up.map(range(size))
        lower = down.map(range(size))
        pairs = both.map(higher, lower)
        return total.submit(pairs).result()

    return lambda: of_tasks()


contend({"diamond": diamond})
