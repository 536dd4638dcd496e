"""A graph run one node after another, as the reference's sections 5 to 8 say."""

import copy
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.conformance.case import plain
from tests.property.graph import Edge, Graph, Node
from tests.property.program import Program
from tests.property.record import record
from tests.property.rules import check_trigger
from tests.property.signals import LOOP, Ending, Signal
from tests.property.states import NotCompared, State

UPSTREAM_SKIPPED = (
    "Upstream task was skipped; if this was not the intended behavior, consider "
    "changing `skip_on_upstream_skip=False` for this task."
)
Ups = list[tuple[Edge, State]]


def interpret(program: Program) -> dict[str, Any]:
    """Return how the program's flow ends, as the conformance tests sum up a run.

    Raises NotCompared for a flow with which nothing can be told.
    """
    graph = record(program)
    return _Run(graph).summary()


class _Run:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.states: dict[Node, State] = {}
        for node in graph.nodes:
            self.settle(node)

    def settle(self, node: Node) -> State:
        """Return the node's state; what is upstream is run before."""
        if node not in self.states:
            for edge in node.edges:
                self.settle(edge.upstream)
            self.states[node] = self.run(node)
        return self.states[node]

    def run(self, node: Node) -> State:
        if node.kind == "constant":
            return State("Success", None, node.run({}, {}))
        ups: Ups = [(edge, self.seen(edge)) for edge in node.edges]
        for key, value in node.constants.items():
            told = State("Success", "Auto-generated constant value", value)
            ups.append((Edge(node, key), told))
        if any(edge.mapped for edge, _ in ups):
            return run_mapped(node, ups)
        return run_once(node, ups, None)

    def seen(self, edge: Edge) -> State:
        """Return the upstream's state as it is seen through the edge."""
        state = self.states[edge.upstream]
        return flattened(state) if edge.flattened else state

    def summary(self) -> dict[str, Any]:
        ended = {node.slug: self.states[node] for node in self.graph.nodes}
        names = {node.slug: node.name for node in self.graph.nodes}
        return {
            "flow": self.flow(),
            **{slug: {"name": names[slug], **told(s)} for slug, s in ended.items()},
        }

    def flow(self) -> tuple[str, str]:
        deciding = [self.states[node] for node in self.graph.deciding()]
        spread = [s for state in deciding for s in state.spread()]
        if any(state.failed for state in spread):
            return "Failed", "Some reference tasks failed."
        return "Success", "All reference tasks succeeded."


def told(state: State) -> dict[str, Any]:
    """Return what a summary says of a state."""
    said = {"state": state.kind, "message": plain(state.message)}
    said["result"] = plain(repr(state.result))
    if state.children is not None:
        return {**said, "children": [told(child) for child in state.children]}
    return said


def flattened(state: State) -> State:
    """Return a state with its result, or its children, one level less deep."""
    new = copy.copy(state)
    if state.children is None:
        try:
            new.result = [item for inner in state.result for item in inner]
        except TypeError:
            return state
        return new
    new.children = [one for child in state.children for one in _parts(child)]
    new.result = [child.result for child in new.children]
    return new


def _parts(child: State) -> Iterator[State]:
    """Return what flatten makes of one mapped child; a failed one stays as it is."""
    value, taken = child.result, child.successful and not child.skipped
    if not (hasattr(value, "__len__") and hasattr(value, "__getitem__")):
        yield child
        return
    for i in range(len(value)):
        part = copy.copy(child) if taken else child
        if taken:
            part.result = value[i]
        yield part


def run_mapped(node: Node, ups: Ups) -> State:
    """Return a mapped node's state: Mapped with children, or why it can't be."""
    parents = [(e, s if e.mapped else None) for e, s in ups]
    looked_at = [s for e, s in ups for s in ([s] if e.mapped else s.spread())]
    if node.skips and any(state.skipped for state in looked_at):
        return State("Skipped", UPSTREAM_SKIPPED, None)
    good = [state for _, state in parents if state and state.successful]
    if not good:
        message = "No upstream states can be mapped over."
        return State("Failed", message, None, empty=True)
    lists = [state.result for state in good if state.children is None]
    if not all(hasattr(value, "__getitem__") for value in lists):
        message = "At least one upstream state has an unmappable result."
        return State("Failed", message, None, empty=True)
    if any(state.empty for _, state in parents if state):
        raise NotCompared("mapped over a list and a state without a result")
    elements = _elements(ups)
    children = [run_once(node, element, i) for i, element in enumerate(elements)]
    results = [child.result for child in children]
    return State("Mapped", "Ready to proceed with mapping.", results, children)


def _elements(ups: Ups) -> list[Ups]:
    """Return the upstream states of each child, as many as the shortest list has."""
    found = []
    for i in itertools.count():
        try:
            found.append([(e, _element(s, i) if e.mapped else s) for e, s in ups])
        except IndexError:
            return found
    raise AssertionError("count() has no end")


def _element(state: State, i: int) -> State:
    if state.children is not None:
        return state.children[i]
    new = copy.copy(state)
    value = state.result
    new.result = value[i] if hasattr(value, "__getitem__") else None
    return new


def run_once(node: Node, ups: Ups, index: int | None) -> State:
    """Take one task, or one mapped child, through all steps."""
    looked_at = [s for _, state in ups for s in state.spread()]
    if node.skips and any(state.skipped for state in looked_at):
        return State("Skipped", UPSTREAM_SKIPPED, None)
    try:
        check_trigger(node.trigger, [(edge.key, state) for edge, state in ups])
    except Signal as signal:
        return State(signal.state, signal.message, signal.result)
    inputs = {edge.key: state.result for edge, state in ups if edge.key}
    return attempts(node, inputs, index)


@dataclass
class _Turn:
    run_count: int = 1
    loop: dict[str, Any] | None = None


def attempts(node: Node, inputs: dict[str, Any], index: int | None) -> State:
    """Run the body until it ends, with its retries and loops."""
    turn = _Turn()
    while True:
        context = {"map_index": index, "task_run_count": turn.run_count}
        try:
            state, final = body_state(node, inputs, {**context, **(turn.loop or {})})
        except LOOP as signal:
            count = (turn.loop or {}).get("task_loop_count", 1) + 1
            loop = {"task_loop_count": count, "task_loop_result": signal.result}
            turn = _Turn(1, loop)
            continue
        if final or not state.failed or not retried(node, state, turn.run_count):
            return state
        turn.run_count += 1


def retried(node: Node, state: State, run_count: int) -> bool:
    """Return whether a failure is tried again after this many attempts."""
    wanted = not node.retry_on or state.result is None
    wanted = wanted or isinstance(state.result, node.retry_on)
    return wanted and run_count <= node.max_retries


def body_state(
    node: Node, inputs: dict[str, Any], context: Mapping[str, Any]
) -> tuple[State, bool]:
    """Return the state that one call of the body ends in, and whether it is final."""
    try:
        value = node.run(inputs, context)
    except LOOP:
        raise
    except Ending as end:
        return State(end.state, end.message, end.result, None, end.empty), True
    except Signal as signal:
        return State(signal.state, signal.message, signal.result), False
    except Exception as error:
        message = f"Error during execution of task: {error!r}"
        return State("Failed", message, error), False
    return State("Success", "Task run succeeded.", value), False
