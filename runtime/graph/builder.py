"""What the graph of one run of a flow is built with."""

from collections.abc import Sequence
from typing import Any, Callable, Optional

from ..worker.outcome import SUCCEEDED, Box
from .map_builder import MapBuilder
from .map_handle import MappedResult

REQUIRED = object()


class GraphBuilder(MapBuilder):
    """A flow's tasks, as the nodes of one run.

    `nodes` holds for each slug the Dask node that computes it, a `MappedResult` for a
    mapped task, or a box for what is known already; `records` what is known of each
    task, in definition order. By their keys, `built` has the nodes that run tasks,
    `runs` what they run and `reads` whom they read. `keep` names the slugs of tasks
    whose results are to be fetched later, though others read them, `keep_all` that all
    are. `threads` is the number of the cluster's threads, `slots` are the addresses of
    their workers, `chunks` is the number of chunks of each map where the user has set
    one. `surroundings` becomes the context of the run; `source` is the flow.
    """

    def __init__(
        self,
        run_id: str,
        given: dict[str, Any],
        threads: int,
        chunks: Optional[int] = None,
        context: Optional[dict[str, Any]] = None,
        keep: Sequence[str] = (),
        slots: Sequence[str] = (),
    ) -> None:
        super().__init__(run_id)
        self.slots = slots
        self.keep = frozenset(keep)
        self.keep_all = False
        self.given = given
        self.context = context or {}
        self.threads = threads
        self.chunks = chunks
        self.parameters: dict[str, Any] = {}
        self.missing: list[str] = []
        self.source: Any = None
        # The slugs of maps that run as one function, function by function.
        self.kernels: list[list[str]] = []
        # States that tasks have before the run.
        self.states: dict[Any, Any] = {}
        self.chosen: Optional[list[str]] = None
        # Who takes in notes that only some scripts' tasks send, by their kinds.
        self.hearings: dict[str, Callable[[dict[str, Any]], None]] = {}
        # What keeps the flow from running at all, such as a circle of tasks (168).
        self.flaw: Optional[Exception] = None
        # What workers said that could not import what the script needs.
        self.lacking: list[str] = []

    def parameter(
        self,
        name: str,
        default: Any = REQUIRED,
        required: Optional[bool] = None,
        convert: Optional[Callable[[Any], Any]] = None,
    ) -> Box:
        """A Parameter: the value given for this run, or by the context, or its default.

        The context does not satisfy a required Parameter (section 4, case 160). What
        `convert` raises is the failure of the Parameter's task.
        """
        must = default is REQUIRED if required is None else required
        if must and name not in self.given:
            self.missing.append(name)
        fallback = None if default is REQUIRED else default
        fallback = self.context.get("parameters", {}).get(name, fallback)
        value = self.parameters[name] = self.given.get(name, fallback)
        try:
            box = Box("Success", convert(value) if convert else value, SUCCEEDED)
        except Exception as error:
            message = f"Error during execution of task: {error!r}"
            box = Box("Failed", error, message)
        return self.known(name, name, box)

    def reference(self, slugs: Sequence[str]) -> None:
        """Choose the tasks that decide the flow's state (section 11)."""
        self.chosen = list(slugs)

    def deciding(self) -> list[str]:
        """The slugs of the tasks that decide the flow's state: the terminal ones."""
        return self.terminal() if self.chosen is None else self.chosen

    def terminal(self) -> list[str]:
        """The slugs of the tasks that no other task reads."""
        return [slug for slug, node in self.nodes.items() if self.unread(node)]

    def unread(self, node: Any) -> bool:
        if isinstance(node, MappedResult):
            return not node.read
        return not isinstance(node, Box) and node.key not in self.consumed
