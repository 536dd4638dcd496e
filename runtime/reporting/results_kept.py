"""Fetching what a run holds on its cluster, so that it outlives the cluster."""

from typing import Any, Callable

from ..worker.outcome import Box


def keep_results(flow_run: Any) -> None:
    """Fetch what the run holds on its cluster."""
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
