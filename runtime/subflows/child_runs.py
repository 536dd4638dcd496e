"""Running another flow while a task of this one waits for it."""

import contextlib
import datetime
import threading
from collections.abc import Iterator, Mapping
from typing import Any, Optional, Union

from ..cluster.backends import ClusterBackend, LocalBackend
from ..cluster.executors import (
    SYNC_SCHEDULERS,
    DaskExecutor,
    LocalDaskExecutor,
    LocalExecutor,
)
from ..context.context import context_values
from ..policies.cache_store import kept_caches
from ..program.build_errors import BuildProblem, WrongParameters
from ..program.flow_runner import run_once
from ..reporting.flow_run import FlowRun
from ..reporting.results_kept import keep_results
from ..worker.dask_worker import on_worker

# What of the context belongs to a run, a task of it or a flow's block, and is not
# handed on to the run of another flow.
NOT_HANDED_ON = frozenset(
    {
        *("flow_name", "flow_id", "flow_run_id", "flow_run_name"),
        *("scheduled_start_time", "logger", "map_index", "resume"),
        *("task_name", "task_full_name", "task_slug", "task_id", "task_tags"),
        *("task_run_id", "task_run_count", "task_loop_count", "task_loop_result"),
        *("channel", "artifacts_made"),
        *("flow", "tags", "case", "resource", "mapped"),
    }
)


def run_child(
    flow: Any,
    parameters: Optional[Mapping[str, Any]] = None,
    context: Optional[Mapping[str, Any]] = None,
    executor: Any = None,
    scheduled: Optional[datetime.datetime] = None,
    keep_all: bool = True,
    states: Optional[Mapping[Any, Any]] = None,
) -> FlowRun:
    """Run a flow to its end; the finished FlowRun, its results at hand.

    The context is `context` over what the task that waits has, with its approvals and
    caches. Raises ValueError for parameters that are not the flow's, and what keeps the
    flow from being built.
    """
    outer = handed_on()
    for key, kept in (outer.get("caches") or {}).items():
        kept_caches.setdefault(key, kept)
    arguments = {
        "parameters": dict(parameters or {}),
        "context": {**outer, **(context or {})},
        "scheduled": scheduled,
        "states": dict(states or {}),
        "keep_all": keep_all,
        "log_level": context_values().get("log_level", "INFO"),
    }
    with child_backend(executor or flow.executor) as backend:
        ended = attempted_run(flow, backend, arguments)
    if isinstance(ended, Exception):
        raise ended
    return ended


def attempted_run(
    flow: Any, backend: Any, arguments: dict[str, Any]
) -> Union[FlowRun, Exception]:
    """The finished FlowRun, or the exception in its place: raised inside of dask
    2022.12's `worker_client` it would leave the task outside of its thread pool."""
    try:
        flow_run = run_once(flow, backend, **arguments)
        keep_results(flow_run)
        return flow_run
    except WrongParameters as wrong:
        return ValueError(str(wrong))
    except BuildProblem as problem:
        error = problem.error
        return error if isinstance(error, Exception) else problem
    except Exception as error:
        return error


def handed_on() -> dict[str, Any]:
    """The context of this task, as far as the run of another flow takes it over."""
    found = context_values().items()
    return {key: value for key, value in found if key not in NOT_HANDED_ON}


@contextlib.contextmanager
def child_backend(executor: Any = None) -> Iterator[Any]:
    """Where to run the child: in this thread for a LocalExecutor, on a Dask worker on
    its whole cluster, and elsewhere in this process.

    A worker's slot is given back while its task waits: children of children need
    slots too.
    """
    if isinstance(executor, LocalExecutor):
        yield LocalBackend("sync")
    elif on_worker() is None or in_main_thread():
        yield nearby_backend(executor)
    else:
        from distributed import worker_client

        with worker_client() as client:
            yield ClusterBackend(client)


def nearby_backend(executor: Any) -> LocalBackend:
    """The local scheduler that the executor names, or else that this task runs on:
    Dask's threads are never the main one."""
    if isinstance(executor, LocalDaskExecutor):
        place = "sync" if executor.scheduler in SYNC_SCHEDULERS else "threads"
        return LocalBackend(place, executor.num_workers)
    copies = isinstance(executor, DaskExecutor)
    return LocalBackend("sync" if in_main_thread() else "threads", copies=copies)


def in_main_thread() -> bool:
    """Whether this is the main thread: no task of a worker runs in it, though dask
    2022.12 finds a worker for any thread of a process that has one."""
    return threading.current_thread() is threading.main_thread()
