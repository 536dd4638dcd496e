"""Where a flow runs, and where that was said."""

import os
from collections.abc import Iterator
from typing import Any, NamedTuple, Optional

from ..program.errors import UsageProblem
from ..program.options import Options
from .executors import (
    PROCESS_SCHEDULERS,
    SYNC_SCHEDULERS,
    DaskExecutor,
    LocalDaskExecutor,
    LocalExecutor,
)

PREFECT_ADDRESS = "PREFECT__ENGINE__EXECUTOR__DASK__ADDRESS"
PREFECT_CLASS = "PREFECT__ENGINE__EXECUTOR__DEFAULT_CLASS"
DASK_ADDRESS = "DASK_SCHEDULER_ADDRESS"


class Target(NamedTuple):
    """Where to run.

    `kind` is "local" (`place` is "threads" or "sync", `workers` the number of
    threads), "address" (`place` is the scheduler's, or a cluster object), "file" (a
    scheduler file) or "new" (`place` is the cluster class, None for a cluster on this
    machine). `origin` says who said so; `executor` holds the source's settings.
    """

    kind: str
    place: Any
    origin: str
    executor: DaskExecutor
    workers: Optional[int] = None

    @property
    def text(self) -> str:
        """The place and its origin, for messages."""
        return f"{self.place} (from {self.origin})"


def find_target(options: Options, executor: Optional[Any] = None) -> Target:
    """Where to run, from the first that says so.

    The order is: command line, FLOWC_ variables, the executor of the source, Prefect's
    and Dask's address variables, Dask's configuration, Prefect's default class. If
    nothing does, a cluster on this machine. UsageProblem for what is no executor.
    """
    dask_executor = executor if isinstance(executor, DaskExecutor) else DaskExecutor()
    target = (
        target_of_options(options, dask_executor)
        or target_of_executor(executor, "the flow's executor")
        or target_of_environment(dask_executor)
    )
    return target or Target("new", None, "no address given", dask_executor)


def target_of_options(options: Options, executor: DaskExecutor) -> Optional[Target]:
    """What the command line says, or if that says nothing, the FLOWC_ variables."""
    kinds = {"address": "address", "scheduler_file": "file", "local": "local"}
    said = [name for name in kinds if getattr(options, name)]
    said.sort(key=lambda name: options.origins[name].startswith("the environment"))
    for name in said:
        place, origin = getattr(options, name), options.origins[name]
        return Target(kinds[name], place, origin, executor)
    return None


def target_of_executor(executor: Optional[Any], origin: str) -> Optional[Target]:
    """What the executor of the source says; None if it leaves it to others."""
    if executor is None:
        return None
    if isinstance(executor, LocalExecutor):
        return Target("local", "sync", origin, DaskExecutor())
    if isinstance(executor, LocalDaskExecutor):
        return target_of_local_dask(executor, origin)
    if not isinstance(executor, DaskExecutor):
        raise UsageProblem(f"{executor!r} is not an executor")
    if executor.address:
        return Target("address", executor.address, origin, executor)
    if executor.cluster_class is not None or executor.cluster_kwargs:
        return Target("new", executor.cluster_class, origin, executor)
    return None


def target_of_local_dask(executor: LocalDaskExecutor, origin: str) -> Target:
    """One of Dask's local schedulers; for processes, a cluster on this machine."""
    if executor.scheduler in PROCESS_SCHEDULERS:
        cluster_kwargs = {"threads_per_worker": 1, "n_workers": executor.num_workers}
        return Target("new", None, origin, DaskExecutor(cluster_kwargs=cluster_kwargs))
    place = "sync" if executor.scheduler in SYNC_SCHEDULERS else "threads"
    return Target("local", place, origin, DaskExecutor(), executor.num_workers)


def target_of_environment(executor: DaskExecutor) -> Optional[Target]:
    """What Prefect's and Dask's own variables and configuration say."""
    for address, origin in addresses_in_environment():
        return Target("address", address, origin, executor)
    class_name = os.environ.get(PREFECT_CLASS, "").rpartition(".")[2]
    origin = f"the environment variable {PREFECT_CLASS}"
    if class_name == "LocalExecutor":
        return target_of_executor(LocalExecutor(), origin)
    if class_name == "LocalDaskExecutor":
        return target_of_executor(LocalDaskExecutor(), origin)
    if class_name == "DaskExecutor":
        return Target("new", None, origin, executor)
    if class_name:
        raise UsageProblem(f"{origin} names no executor: {os.environ[PREFECT_CLASS]}")
    return None


def addresses_in_environment() -> Iterator[tuple[str, str]]:
    """Each address that a variable or Dask's configuration gives, and its origin."""
    for variable in (PREFECT_ADDRESS, DASK_ADDRESS):
        if os.environ.get(variable):
            yield os.environ[variable], f"the environment variable {variable}"
    import dask

    address = dask.config.get("scheduler-address", None)
    if address:
        yield address, "Dask's configuration, key scheduler-address"
