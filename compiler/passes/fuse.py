"""Fuses element-wise chains into kernels, where their index spaces are the same.

Nothing is fused that would make an element wait for more than it needs: the tasks of
a kernel need the same results from outside it, and all but the last are read by
the kernel alone.
"""

from collections import Counter, defaultdict
from dataclasses import replace

from ..ir.expr import Expr
from ..ir.flow import Constant, Flow, Kernel, Node, Order, ParameterRead, Ref

LIMIT = 64
_RESOURCE = "dask-resource"


def fuse(flow: Flow) -> Flow:
    """Group mapped nodes into kernels, in one sweep over the region."""
    fusion = _Fusion(flow)
    for node in flow.region.nodes():
        if node.mapped:
            fusion.visit(node)
    kernels = [group for group in fusion.groups() if len(group) > 1]
    return replace(
        flow,
        kernels=tuple(Kernel(tuple(group)) for group in kernels),
        unfused=tuple(fusion.unfused),
    )


class _Fusion:
    def __init__(self, flow: Flow) -> None:
        self.nodes = {node.number: node for node in flow.region.nodes()}
        self.readers: dict[int, set[int]] = defaultdict(set)
        for node in self.nodes.values():
            for number in node.upstream():
                self.readers[number].add(node.number)
        self.reference = frozenset(flow.reference)
        self.group: dict[int, list[int]] = {}
        self.outside: dict[int, frozenset[int]] = {}
        self.known: dict[int, frozenset[int]] = {}
        self.unfused: list[tuple[int, str]] = []
        bound = [name for item in flow.region.carried() for name in item.binds]
        self.rebound = {name for name, count in Counter(bound).items() if count > 1}
        self.place = {number: at for at, number in enumerate(self.nodes)}

    def groups(self) -> list[list[int]]:
        """The groups, each once, their nodes in the order of the region."""
        return list({id(group): group for group in self.group.values()}.values())

    def visit(self, node: Node) -> None:
        """Join the node to the kernels of the mapped results that it reads."""
        self.group[node.number] = [node.number]
        self.outside[node.number] = self.needs([node.number])
        upstream = [
            self.nodes[edge.source.node]
            for edge in node.edges
            if edge.each and isinstance(edge.source, Ref)
        ]
        mapped = [source for source in upstream if source.mapped]
        if not mapped:
            return
        numbers = dict.fromkeys(source.number for source in mapped)
        reason = self.obstacle(node, [self.nodes[number] for number in numbers])
        if reason is not None:
            self.unfused.append((node.number, reason))
        else:
            self.join(node, list(numbers))

    def obstacle(self, node: Node, upstream: list[Node]) -> str | None:
        """Why the node can't share a kernel with all of `upstream`, if it can't."""
        whole = {edge.source for edge in node.edges if not edge.each}
        for source in upstream:
            if Ref(source.number) in whole:
                return f"{source.label} is also read whole"
            if source.extent != node.extent:
                return f"{source.extent} and {node.extent} may differ in length"
            if self.readers[source.number] != {node.number}:
                return f"{source.label} is read by others too"
            if source.number in self.reference:
                return f"{source.label} decides the flow's state"
        members = [
            node,
            *(self.nodes[n] for s in upstream for n in self.group[s.number]),
        ]
        if len({_resources(member) for member in members}) > 1:
            return "the tasks ask for different resources of the workers"
        if any(member.policy.get("target") for member in members):
            return "a task has a target, under which each element is looked for first"
        if any(member.slug.text is None for member in members):
            return "a task's name is only known when the script runs"
        if any(isinstance(edge.kind, Order) for m in members for edge in m.edges):
            return "a task waits for others without reading their results"
        if any(self.rebound & _names(member) for member in members):
            return "an argument uses a name that the block binds twice"
        if len(members) > LIMIT:
            return f"a kernel has at most {LIMIT} tasks"
        return self.waits([node.number], upstream)

    def waits(self, own: list[int], upstream: list[Node]) -> str | None:
        """Whether a kernel would make one of its parts wait for another's inputs."""
        groups = [self.group[source.number] for source in upstream]
        numbers = {number for group in groups for number in group} | set(own)
        together = self.needs(sorted(numbers))
        for group in groups:
            mine = self.needs(group)
            if not self.reaches(mine, together - mine):
                first = self.nodes[group[-1]].label
                return f"{first} would have to wait for what it does not need"
        return None

    def needs(self, group: list[int]) -> frozenset[int]:
        """The results from outside the group that it needs at run time."""
        inside = set(group)
        return frozenset(
            number
            for member in group
            for number in self.nodes[member].upstream()
            if number not in inside and not _known(self.nodes[number])
        )

    def reaches(self, start: frozenset[int], wanted: frozenset[int]) -> bool:
        """Whether each of the `wanted` is upstream of some node at the start.

        Nothing that stands before all of them leads to one: upstream stands first.
        """
        missing = set(wanted)
        first = min((self.place[number] for number in wanted), default=0)
        stack, seen = list(start), set(start)
        while stack and missing:
            for number in self.nodes[stack.pop()].upstream():
                if number not in seen and self.place[number] >= first:
                    seen.add(number)
                    missing.discard(number)
                    stack.append(number)
        return not missing

    def join(self, node: Node, upstream: list[int]) -> None:
        merged: dict[int, None] = {}
        for number in upstream:
            merged.update(dict.fromkeys(self.group[number]))
        members = sorted([*merged, node.number], key=self.place.__getitem__)
        for number in members:
            self.group[number] = members


def _names(node: Node) -> frozenset[str]:
    """The build-time names in a node's arguments and settings."""
    expressions = [edge.source for edge in node.edges if isinstance(edge.source, Expr)]
    expressions += [value for _, value in node.policy.items]
    return frozenset(name for value in expressions for name in value.names)


def _resources(node: Node) -> frozenset[str]:
    """The tags of a task by which it asks for resources, or the text of all tags
    where they are not known."""
    tags = node.slug.tags
    if tags is None:
        return frozenset()
    if not isinstance(tags.value, (list, tuple, set, frozenset)):
        return frozenset({tags.text})
    asked = (str(tag) for tag in tags.value)
    return frozenset(tag for tag in asked if tag.lower().startswith(_RESOURCE))


def _known(node: Node) -> bool:
    """Whether a node's result is there when the graph is built."""
    return isinstance(node.action, (Constant, ParameterRead))
