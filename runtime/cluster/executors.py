"""Prefect's executors, as plain settings that say where a flow runs."""

from typing import Any, Callable, Optional, Union

THREAD_SCHEDULERS = ("threads", "threading")
PROCESS_SCHEDULERS = ("processes", "multiprocessing")
SYNC_SCHEDULERS = ("sync", "synchronous", "single-threaded")


class Executor:
    """What all executors are."""


def is_executor(value: Any) -> bool:
    """Whether a value is an executor."""
    return isinstance(value, Executor)


class LocalExecutor(Executor):
    """Run one task after the other, in this process."""


class LocalDaskExecutor(Executor):
    """Run on one of Dask's local schedulers: "threads", "processes" or "sync".

    `num_workers` is the number of threads or processes; other keywords of Prefect's
    are accepted and not used. An unknown scheduler is a ValueError.
    """

    def __init__(
        self,
        scheduler: str = "threads",
        num_workers: Optional[int] = None,
        **dask_config: Any,
    ) -> None:
        known = THREAD_SCHEDULERS + PROCESS_SCHEDULERS + SYNC_SCHEDULERS
        if scheduler not in known:
            raise ValueError(f"Unknown scheduler {scheduler!r}")
        self.scheduler = scheduler
        self.num_workers = num_workers


class DaskExecutor(Executor):
    """Run on the Dask cluster at `address`, or on a new one made by `cluster_class`.

    `cluster_class` is a callable or its dotted name; without it and without an
    address the environment decides, as in Prefect. `client_kwargs` go to Dask's
    Client. Keywords of the 0.x releases go where those sent them: to the client
    if there is an address, to the cluster if there is none. An address together
    with a cluster class or its arguments is a ValueError.
    """

    def __init__(
        self,
        address: Optional[Any] = None,
        cluster_class: Optional[Union[str, Callable[..., Any]]] = None,
        cluster_kwargs: Optional[dict[str, Any]] = None,
        adapt_kwargs: Optional[dict[str, Any]] = None,
        client_kwargs: Optional[dict[str, Any]] = None,
        debug: Optional[bool] = None,
        performance_report_path: Optional[str] = None,
        disable_cancellation_event: bool = False,
        watch_worker_status: Optional[bool] = None,
        local_processes: Optional[bool] = None,
        **older_kwargs: Any,
    ) -> None:
        if address and (cluster_class is not None or cluster_kwargs is not None):
            raise ValueError(
                "Cannot specify `address` and `cluster_class`/`cluster_kwargs`"
            )
        self.address = address or None
        self.cluster_class = cluster_class
        self.cluster_kwargs = dict(cluster_kwargs or {})
        self.adapt_kwargs = dict(adapt_kwargs or {})
        self.client_kwargs = dict(client_kwargs or {})
        self.debug = bool(debug)
        self.performance_report_path = performance_report_path
        (self.client_kwargs if address else self.cluster_kwargs).update(older_kwargs)
        if local_processes is not None and not address:
            self.cluster_kwargs.setdefault("processes", local_processes)
