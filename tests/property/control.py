"""The nodes that case, switch, ifelse and resource managers add to a flow."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.property.bodies import run_troubles
from tests.property.graph import Block, Graph, Node
from tests.property.program import ManagerDef
from tests.property.signals import SKIP
from tests.property.weigh import weigh


def compare(graph: Graph, value: Any, name: str) -> Node:
    """Return a node that skips what is below it unless it is given `value`."""

    def run(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
        found = inputs["value"]
        if found != value:
            raise SKIP(f'Provided value "{found}" did not match "{value}"')

    return graph.node(name, run)


def as_bool(graph: Graph, condition: Node) -> Node:
    """Return the node that `ifelse` asks for the truth of its condition."""
    node = graph.node("as_bool", lambda inputs, context: bool(inputs["x"]))
    return graph.bind(node, {"x": condition})


def _upstream(node: Node) -> list[Node]:
    return [edge.upstream for edge in node.edges]


@contextmanager
def case_block(graph: Graph, condition: Node, value: Any) -> Iterator[None]:
    """Have what is made inside, and has nothing upstream inside, depend on a test."""
    block = Block()
    with graph.inside(case=block):
        yield
    if not block.nodes:
        return
    test = compare(graph, value, f"case({value})")
    graph.bind(test, {"value": condition})
    for node in block.nodes:
        if not any(up in block.nodes for up in _upstream(node)):
            graph.edge(test, node, None, False)


class Managed:
    """What a resource manager's class makes."""

    def __init__(self, name: str, x: Any) -> None:
        self.name, self.x = name, x

    def __repr__(self) -> str:
        return f"{self.name} of {self.x!r}"


Step = Callable[[dict[str, Any], Mapping[str, Any]], Any]


def _steps(manager: ManagerDef) -> dict[str, Step]:
    def troubles(step: str, first: Any, context: Mapping[str, Any]) -> None:
        mine = tuple(trouble for name, trouble in manager.troubles if name == step)
        run_troubles(mine, first, context)

    def init(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
        troubles("init", inputs["x"], context)
        return Managed(manager.name, inputs["x"])

    def setup(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
        troubles("setup", 0, context)
        return [weigh(inputs["mgr"].x), 2]

    def cleanup(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
        troubles("cleanup", 0, context)

    return {"init": init, "setup": setup, "cleanup": cleanup}


@contextmanager
def resource_block(graph: Graph, manager: ManagerDef, x: Any) -> Iterator[Node | None]:
    """Add init, setup and cleanup around what is made inside; gives the setup."""
    steps, setup = _steps(manager), None
    init = graph.bind(graph.node(manager.name, steps["init"], kind="init"), {"x": x})
    given: dict[str, Any] = {"mgr": init}
    if manager.has_setup:
        setup = graph.node(f"{manager.name}.setup", steps["setup"], kind="setup")
        given["resource"] = graph.bind(setup, {"mgr": init})
    cleanup = graph.node(
        f"{manager.name}.cleanup",
        steps["cleanup"],
        kind="cleanup",
        trigger="resource_cleanup",
        skips=False,
    )
    graph.bind(cleanup, given)
    block = Block()
    with graph.inside(resource=block):
        yield setup
    for node in block.nodes:
        if setup and not any(up in (*block.nodes, setup) for up in _upstream(node)):
            graph.edge(setup, node, None, False)
        below = graph.downstream(node)
        if not any(down in (*block.nodes, cleanup) for down in below):
            graph.edge(node, cleanup, None, False)
