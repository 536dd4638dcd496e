"""One run of a flow on the back end that is asked for, with its problems translated."""

from typing import Any, Callable, Optional

from .address import Target
from .by_value import travels_by_value
from .cluster import open_backend
from .options import Options
from .performance import finish_report, performance_reported, unfinished_path
from .problems import ClusterLost, ProgramError
from .run import run_once
from .surroundings import context_of_environment, prefect_log_level


def execute_run(
    graph: Callable[[Any], Any],
    settings: dict[str, Any],
    target: Target,
    options: Options,
    announce: Callable[[str], None],
    after: Callable[[Any], None],
    **run_arguments: Any,
) -> Any:
    """Open the target's back end, run the flow once there and close it; the FlowRun.

    `after` gets the run while the back end is still open. Raises ValueError for bad
    parameters, ProgramError for what keeps the flow from running.
    """
    path = options.performance_report or target.executor.performance_report_path
    with open_backend(target, options, announce) as backend:
        with performance_reported(backend, unfinished_path(path), announce):
            flow_run = run_on(
                graph, settings, backend, options, target.text, **run_arguments
            )
        finish_report(path, flow_run)
        after(flow_run)
    return flow_run


def run_on(
    graph: Callable[[Any], Any],
    settings: dict[str, Any],
    backend: Any,
    options: Options,
    where: str,
    **run_arguments: Any,
) -> Any:
    """Run the flow once on an open back end; ClusterLost if its scheduler goes away."""
    travels_by_value(graph.__module__)
    try:
        level = options.log_level or prefect_log_level()
        run_arguments = {"chunks": options.chunks, "log_level": level, **run_arguments}
        flow_run = run_once(graph, settings, backend, **run_arguments)
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
