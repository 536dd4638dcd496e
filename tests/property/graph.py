"""The nodes and edges that a flow's block makes, named and numbered as Prefect does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Run = Callable[[dict[str, Any], Mapping[str, Any]], Any]


@dataclass(eq=False)
class Node:
    """A task of the flow: what runs, and its settings. Compared by identity."""

    name: str
    run: Run
    kind: str = "task"
    tags: frozenset[str] = frozenset()
    trigger: str = "all_successful"
    skips: bool = True
    max_retries: int = 0
    retry_on: tuple[type[BaseException], ...] = ()
    nout: int | None = None
    params: tuple[str, ...] = ()
    slug: str = ""
    edges: list[Edge] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Edge:
    """An edge into a node; without a key it only orders."""

    upstream: Node
    key: str | None
    mapped: bool = False
    flattened: bool = False


@dataclass(frozen=True)
class Marked:
    """`unmapped`, `mapped` or `flatten` around a value; nested ones are one."""

    value: Any
    marks: frozenset[str]


class Block:
    """A case or a resource: it collects the nodes that are made inside."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []


def is_constant(value: Any) -> bool:
    """Return whether no node or mark is anywhere in the value."""
    if isinstance(value, (Node, Marked)):
        return False
    if isinstance(value, (list, tuple)):
        return all(map(is_constant, value))
    if isinstance(value, dict):
        return all(map(is_constant, value.values()))
    return True


def _collect(kind: type) -> Run:
    def run(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
        # Keys are arg_1, arg_2 ...; they were given in any order.
        keys = sorted(inputs, key=lambda key: int(key.partition("_")[2]))
        return kind(inputs[key] for key in keys)

    return run


def _dict(inputs: dict[str, Any], context: Mapping[str, Any]) -> Any:
    return dict(zip(inputs["keys"], inputs["values"], strict=True))


class Graph:
    """A flow while it is built: nodes, and what they are made inside of."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.reference: list[Node] = []
        self.tags: frozenset[str] = frozenset()
        self.case: Block | None = None
        self.resource: Block | None = None
        self._numbers: Counter[str] = Counter()

    def node(self, name: str, run: Run, **settings: Any) -> Node:
        """Make a node with the tags of where it is made; it is not yet in the flow."""
        own = frozenset(settings.pop("tags", ()))
        return Node(name, run, tags=own | self.tags, **settings)

    def add(self, node: Node) -> None:
        """Have the node in the flow, with a slug, and in the case and resource."""
        if node in self.nodes:
            return
        node.slug = self._slug(node)
        self.nodes.append(node)
        if node.kind not in ("parameter", "constant"):
            for block in filter(None, (self.case, self.resource)):
                block.nodes.append(node)

    def _slug(self, node: Node) -> str:
        if node.kind == "parameter":
            return node.name
        prefix = "-".join([node.name, *sorted(node.tags)])
        self._numbers[prefix] += 1
        return f"{prefix}-{self._numbers[prefix]}"

    def bind(
        self,
        node: Node,
        inputs: Mapping[str, Any],
        upstream: Iterable[Any] = (),
        mapped: bool = False,
    ) -> Node:
        """Add the node, then an edge for each upstream and each input."""
        self.add(node)
        for value in upstream:
            self.edge(value, node, None, mapped)
        for key, value in inputs.items():
            self.edge(value, node, key, mapped)
        return node

    def edge(self, value: Any, node: Node, key: str | None, mapped: bool) -> None:
        """Have `value` upstream; a keyed constant becomes no node of its own."""
        marks = value.marks if isinstance(value, Marked) else frozenset()
        mapped = "mapped" in marks or (mapped and "unmapped" not in marks)
        upstream = self.as_node(value)
        if (
            upstream.kind == "constant"
            and key
            and not mapped
            and not marks & {"flatten"}
        ):
            node.constants[key] = upstream.run({}, {})
            self.add(node)
            return
        node.edges.append(Edge(upstream, key, mapped, "flatten" in marks))
        self.add(upstream)
        self.add(node)

    def as_node(self, value: Any) -> Node:
        """Return the node that stands for a value: itself, a constant, a collection."""
        if isinstance(value, Marked):
            return self.as_node(value.value)
        if isinstance(value, Node):
            return value
        if is_constant(value):
            said = repr(value)
            name = said if len(said) <= 8 else f"Constant[{type(value).__name__}]"
            return self.node(name, lambda inputs, context: value, kind="constant")
        if isinstance(value, dict):
            inputs = {"keys": list(value), "values": list(value.values())}
            return self.bind(self.node("Dict", _dict), inputs)
        args = {f"arg_{i + 1}": item for i, item in enumerate(value)}
        kind = type(value)
        return self.bind(self.node(kind.__name__.title(), _collect(kind)), args)

    @contextmanager
    def inside(self, **changed: Any) -> Any:
        """Have `case`, `resource` or `tags` changed for what is made meanwhile."""
        before = {name: getattr(self, name) for name in changed}
        for name, value in changed.items():
            setattr(self, name, value)
        yield
        for name, value in before.items():
            setattr(self, name, value)

    def downstream(self, node: Node) -> list[Node]:
        """Return the nodes that have an edge from this one."""
        return [n for n in self.nodes if any(e.upstream is node for e in n.edges)]

    def terminal(self) -> list[Node]:
        """Return the nodes with nothing downstream."""
        return [node for node in self.nodes if not self.downstream(node)]

    def deciding(self) -> list[Node]:
        """Return the nodes that the flow's state is made of."""
        apart = ("init", "cleanup")
        return self.reference or [
            node
            for node in self.nodes
            if node.kind not in apart
            and all(below.kind == "cleanup" for below in self.downstream(node))
        ]
