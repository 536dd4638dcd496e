"""Which nodes of a graph Dask has lost, and the graph with their outcomes in place."""

import time
from collections.abc import Iterable
from typing import Any

from ..graph.builder import GraphBuilder
from ..graph.layers import layers_above, regrouped
from ..graph.map_handle import MappedResult
from ..policies.triggers import Tally, all_successful
from ..reporting.note_folder import Folder
from ..reporting.notes import task_note
from ..worker.outcome import Box
from ..worker.task_node import TaskRun
from .lost_outcomes import failed_node, failing, lost_result


class LostNodes:
    """Finds the nodes that Dask lost, and puts their outcomes in their place."""

    def __init__(
        self, builder: GraphBuilder, folder: Folder, nodes: dict[Any, Any]
    ) -> None:
        self.runs = builder.runs
        self.records = builder.records
        self.folder = folder
        self.graph: dict[Any, Any] = {}
        # What a node asks for, such as resources, by its key.
        self.wishes: dict[Any, dict[str, Any]] = {}
        self.upstream: dict[Any, set[Any]] = {}
        self.known: dict[Any, Any] = {}
        self.built = builder.built
        self.upstream.update(builder.reads)
        for handle in builder.nodes.values():
            if isinstance(handle, MappedResult) and handle.whole is not None:
                self.upstream[handle.whole.key] = {node.key for node in handle.nodes}
        for node in builder.flats.values():
            # Of the nodes further up a node need not have all dependencies.
            self.upstream[node.key] = node.dask.dependencies[node.key]
        self.nodes = nodes
        self.patience = 3
        self.innocent: dict[Any, Any] = {}

    def spares(self) -> dict[Any, Any]:
        """The inputs of nodes whose trigger may let them run after a loss.

        They are held to the end of the run, so that none of them runs twice.
        """
        found: dict[Any, Any] = {}
        for key, run in self.runs.items():
            if isinstance(run, TaskRun) and run.step.trigger is not all_successful:
                inputs = self.through_gathers(self.upstream.get(key, ()))
                if len(inputs) > 1:
                    found.update({each: self.built[each] for each in inputs})
        return found

    def through_gathers(self, keys: Iterable[Any]) -> list[Any]:
        """The task nodes among `keys`, and those that the gathers among them read."""
        found: list[Any] = []
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key in self.runs:
                found.append(key)
            else:
                waiting += self.upstream.get(key, ())
        return found

    def replaced(
        self, errors: dict[Any, BaseException], backend: Any
    ) -> dict[Any, Any]:
        """The nodes in `errors` over a graph in which what was lost has its outcome."""
        self.load()
        for key, error in self.convicted(self.origins(errors), backend).items():
            if self.finished(key):
                # It had succeeded; only its result is gone for good.
                message = f"The result was lost: {error!r}"
                run = self.runs[key]
                self.settle(key, lost_result(run, error, message, self.folder))
            else:
                self.settle(key, failed_node(self.runs[key], error, self.folder))
        for key in self.unfinished(errors):
            self.refuse(key)
        return regrouped(self.graph, self.wishes, errors)

    def without(self, refused: dict[Any, Exception]) -> dict[Any, Any]:
        """The nodes over a graph where those that can't be sent have failed."""
        self.load()
        for key, error in refused.items():
            self.settle(key, failed_node(self.runs[key], error, self.folder))
        for key in self.unfinished(self.nodes):
            self.refuse(key)
        return regrouped(self.graph, self.wishes, self.nodes)

    def load(self) -> None:
        """Take the graph's tasks, when they are first needed, and what they ask for."""
        if not self.graph:
            for layer in layers_above(self.nodes.values()):
                self.graph.update(layer)
                if layer.annotations:
                    self.wishes.update(dict.fromkeys(layer, layer.annotations))

    def convicted(
        self, accused: dict[Any, BaseException], backend: Any
    ) -> dict[Any, BaseException]:
        """Those of several accused nodes that are to blame.

        Dask accuses every node that was on a worker when it died. Each runs once more
        by itself; one that succeeds is innocent, and its result is held. The last is
        to blame if no other is, without costing more workers.
        """
        guilty: dict[Any, BaseException] = {}
        self.load()
        for key in reversed(list(accused)):
            last = len(guilty) == 0 and key == next(iter(accused))
            if len(accused) > 1 and not last:
                again = regrouped(self.graph, self.wishes, [key])
                held = backend.compute([again[key]])[0]
                if backend.error(held) is None:
                    self.innocent[key] = held
                    continue
                del held
                backend.wait_until_gone([key])
            guilty[key] = accused[key]
        return guilty

    def settle(self, key: Any, outcome: Any) -> None:
        self.graph[key] = self.known[key] = outcome

    def origins(self, errors: dict[Any, BaseException]) -> dict[Any, BaseException]:
        """The nodes that were lost, not those that only depend on one.

        KilledWorker names the node; for any other error it is a node that has not
        finished though all of its inputs have. A node that had finished, and whose
        result went down with a worker, is first computed again.
        """
        names = {str(key): key for key in self.runs}
        named = {names.get(str(getattr(e, "task", None))): e for e in errors.values()}
        found = {
            k: e for k, e in named.items() if k is not None and k not in self.known
        }
        lost = {key: error for key, error in found.items() if not self.finished(key)}
        if lost:
            return lost
        if found and self.patience:
            self.patience -= 1
            return {}
        first = next(iter(errors.values()))
        waiting = list(self.unfinished(errors))
        ready = [k for k in waiting if not self.pending_inputs(k)]
        return found or dict.fromkeys(ready or waiting[:1] or errors, first)

    def unfinished(self, errors: Iterable[Any]) -> Iterable[Any]:
        """The nodes above those in `errors` without an outcome, upstream first."""
        found: dict[Any, None] = {}
        seen: set[Any] = set()
        stack = [(key, False) for key in errors]
        while stack:
            key, above_done = stack.pop()
            if above_done:
                if key in self.runs and not self.finished(key):
                    found[key] = None
            elif key not in seen:
                seen.add(key)
                stack.append((key, True))
                stack.extend((each, False) for each in self.upstream.get(key, ()))
        return found

    def finished(self, key: Any) -> bool:
        return key in self.known or self.folder.finished(self.runs[key])

    def pending_inputs(self, key: Any) -> list[Any]:
        inputs = self.through_gathers(self.upstream.get(key, ()))
        return [each for each in inputs if not self.finished(each)]

    def refuse(self, key: Any) -> None:
        """Give a task that can't run any more its outcome, so that its other inputs
        are not computed for nothing."""
        run = self.runs[key]
        if not isinstance(run, TaskRun) or run.step.trigger is not all_successful:
            return
        inputs = self.through_gathers(self.upstream.get(key, ()))
        if not any(failing(self.known.get(each)) for each in inputs):
            return
        refused = all_successful.signal(Tally(1, 1, 0, 1))
        box = Box("TriggerFailed", refused, str(refused))
        self.folder.hear(task_note(run.step, box, None, time.time()))
        self.settle(key, box)
