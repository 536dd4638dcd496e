"""An emitted script used as a module: run its flow from another program."""

from collections.abc import Iterable
from typing import Any, Callable, Optional

from .address import Target, find_target
from .backends import ClusterBackend
from .build_problems import BuildProblem
from .execute import execute_run, merged_context, run_on
from .flow_settings import setting_of
from .options import Options, options_of_environment
from .outcome import Box


def run_flow(
    graph: Callable[[Any], Any],
    settings: dict[str, Any],
    parameters: Optional[dict[str, Any]] = None,
    context: Optional[dict[str, Any]] = None,
    client: Optional[Any] = None,
    address: Optional[str] = None,
    keep: Iterable[str] = (),
) -> Any:
    """Run a flow once from another program; its FlowRun.

    A given `client` is used and left open, and results stay on its cluster until
    they are fetched. Otherwise the flow runs at `address`, or where the environment
    or the source says, and the results it keeps are fetched before that is closed.
    Raises ValueError for bad parameters, ProgramError for an unusable cluster, and what
    the source's own code raises while it builds the flow.
    """
    options = options_of_environment(address)
    run_arguments = {
        "parameters": dict(parameters or {}),
        "context": merged_context(dict(context or {})),
        "keep": tuple(keep),
    }
    try:
        if client is not None:
            return run_with_client(graph, settings, client, options, run_arguments)
        target = target_of_module(graph, settings, options)
        return execute_run(
            graph, settings, target, options, say_nothing, keep_results, **run_arguments
        )
    except BuildProblem as problem:
        raise problem.error from None


def run_with_client(
    graph: Callable[[Any], Any],
    settings: dict[str, Any],
    client: Any,
    options: Options,
    run_arguments: dict[str, Any],
) -> Any:
    """Run a flow on a cluster through a client that the caller goes on using."""
    backend = ClusterBackend(client)
    where = "run(client=)"
    return run_on(graph, settings, backend, options, where, **run_arguments)


def target_of_module(
    graph: Callable[[Any], Any], settings: dict[str, Any], options: Options
) -> Target:
    """Where to run; the source's executor is made only if nothing else is said."""
    said = options.address or options.scheduler_file or options.local
    executor = None if said else setting_of(graph, settings, "executor")
    return find_target(options, executor)


def say_nothing(text: str) -> None:
    """A module prints nothing of its own."""


def keep_results(flow_run: Any) -> None:
    """Fetch what the run holds on its cluster, so that it outlives the cluster."""
    for slug, fetch in list(flow_run.held.items()):
        flow_run.held[slug] = fetched(fetch)


def fetched(fetch: Callable[[], Box]) -> Callable[[], Box]:
    """A function that gives, or raises, what `fetch` gives or raises now."""
    try:
        box = fetch()
    except Exception as error:
        problem = error

        def fail() -> Box:
            raise problem

        return fail
    return lambda: box
