"""One run of a flow on the back end that is asked for, with its problems translated."""

from typing import Any, Callable, Optional

from ..cluster.backends import ClusterBackend
from ..cluster.performance_report import (
    finish_report,
    performance_reported,
    unfinished_path,
)
from ..cluster.places import Place, open_place
from ..cluster.target import Target
from ..context.prefect_environment import context_of_environment, prefect_log_level
from ..reporting.results_kept import keep_results
from ..reporting.source_lines import SCRIPTS
from ..wire.cloudpickling import travels_by_value
from .errors import ClusterLost, ProgramError
from .flow_runner import run_once
from .logging_setup import no_words, say
from .run_manner import Manner


def execute_run(
    flow: Any,
    target: Callable[[], Target],
    manner: Manner,
    after: Callable[[Any], None],
    **run_arguments: Any,
) -> Any:
    """Run the flow once where its caller or `target` says; the FlowRun.

    `after` gets the run while the back end is still open. Raises ValueError for bad
    parameters, ProgramError for what keeps the flow from running.
    """
    arguments = {**run_arguments, "keep": manner.keep, "keep_all": manner.keeps_all}
    if manner.client is not None:
        backend = ClusterBackend(manner.client)
        return run_on(flow, backend, manner, "run(client=)", **arguments)
    place, options = target(), manner.options
    announce = say if manner.script is not None else no_words
    path = options.performance_report or place.executor.performance_report_path
    with open_place(place, options, announce) as opened:
        with performance_reported(opened.backend, unfinished_path(path), announce):
            flow_run = run_on(flow, opened.backend, manner, place.text, **arguments)
        finish_report(path, flow_run)
        after(flow_run)
        keep_at_hand(flow_run, opened, manner)
    return flow_run


def keep_at_hand(flow_run: Any, place: Place, manner: Manner) -> None:
    """Have what the run holds outlive it: a program looks at its results while it goes
    on, any other caller when it likes."""
    if manner.script is None:
        keep_results(flow_run)
    elif manner.keeps_all and flow_run.held:
        flow_run.lease = place.lease()


def run_on(
    flow: Any, backend: Any, manner: Manner, where: str, **run_arguments: Any
) -> Any:
    """Run the flow once on an open back end; ClusterLost if its scheduler goes away."""
    for name in SCRIPTS:
        travels_by_value(name)
    options = manner.options
    try:
        level = options.log_level or prefect_log_level()
        arguments = {"chunks": options.chunks, "log_level": level, **run_arguments}
        flow_run = run_once(flow, backend, **arguments)
    except ClusterLost as error:
        raise ClusterLost(f"lost the cluster at {where} while running") from error
    except ProgramError:
        raise
    except Exception as error:
        check_connection(backend, where, error)
        raise
    check_connection(backend, where, None)
    return flow_run


def check_connection(backend: Any, where: str, error: Optional[BaseException]) -> None:
    """ClusterLost if the back end's client has lost its scheduler."""
    client = getattr(backend, "client", None)
    if client is not None and client.status != "running":
        raise ClusterLost(f"lost the cluster at {where} while running") from error


def merged_context(context: dict[str, Any]) -> dict[str, Any]:
    """Context from the environment with the given one over it, dictionaries merged."""
    merged = context_of_environment()
    for name, value in context.items():
        below = merged.get(name)
        if isinstance(below, dict) and isinstance(value, dict):
            merged[name] = {**below, **value}
        else:
            merged[name] = value
    return merged
