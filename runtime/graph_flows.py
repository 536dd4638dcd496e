"""`GraphFlow`: a flow whose tasks a function of the script enters in its graph."""

from collections.abc import Mapping
from typing import Any, Callable, Optional

from .build_problems import building_flow
from .builder import GraphBuilder
from .context import context_entered
from .run_states import TaskKey
from .runnable_flows import RunnableFlow


class GraphFlow(RunnableFlow):
    """A flow that `graph(builder)` builds: a compiled block of the source.

    Its tasks are known by their slugs. `given` holds its parameters by their names,
    each with whether a run has to be given it; None where only a run can tell.
    Settings are those of Prefect's Flow.
    """

    def __init__(
        self,
        graph: Callable[[Any], Any],
        name: str,
        *settings: Any,
        given: Optional[Mapping[str, bool]] = None,
        **named: Any,
    ) -> None:
        places = ("schedule", "executor", "run_config", "storage")
        named = {**dict(zip(places, settings)), **named}
        super().__init__(name, **named)
        self.graph = graph
        self.given = given

    def __repr__(self) -> str:
        return f'<Flow: name="{self.name}">'

    def __getitem__(self, slug: str) -> TaskKey:
        """The task with this slug, as code around the flow knows it."""
        return TaskKey(slug)

    def enter(self, builder: Any) -> None:
        self.graph(builder)

    def parameters_known(self) -> Optional[dict[str, bool]]:
        return None if self.given is None else dict(self.given)

    def built(self) -> GraphBuilder:
        """The flow's graph as far as it is known without a run."""
        builder = GraphBuilder("known", {}, 1)
        with building_flow(), context_entered({}):
            self.enter(builder)
        return builder

    @property
    def tasks(self) -> list[TaskKey]:
        return [TaskKey(slug) for slug in self.built().records]
