"""The schedule and the executor of a flow whose own code says them where it is made."""

from typing import Any, Callable

from .build_problems import building_flow, enter_flow
from .builder import GraphBuilder
from .context import context_entered


def setting_of(graph: Callable[[Any], Any], settings: dict[str, Any], name: str) -> Any:
    """The flow's "schedule" or "executor", None if it has none.

    It is what `settings` make, or, where the source's code gives it to the flow while
    it builds it, what the flow has then. Raises BuildProblem.
    """
    if name in settings:
        with building_flow(graph):
            return settings[name]()
    if not settings.get("unsettled"):
        return None
    builder = GraphBuilder("settings", {}, 1)
    with building_flow(graph), context_entered({}):
        enter_flow(graph, builder)
    return getattr(builder.source, name, None)
