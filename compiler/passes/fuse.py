"""Fuses element-wise chains into kernels, where their index spaces are the same.

The tasks of a kernel stand in one straight run, of the block, of a loop's body, of a
function. Nothing is fused that would make an element wait for more than it needs: the
tasks of a kernel need the same results from outside it, and all but the last are read
by the kernel alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..ir.expr import Expr
from ..ir.flow import (
    Carried,
    Constant,
    Edge,
    Flow,
    Item,
    Kernel,
    Node,
    Order,
    ParameterRead,
    Ref,
    Region,
    Spread,
    TaskCall,
    Unfused,
)
from ..ir.labels import extent_of

LIMIT = 64
_RESOURCE = "dask-resource"


def fuse(flow: Flow) -> Flow:
    """Group mapped nodes into kernels, run by run."""
    fusion = _Fusion(flow)
    for region in flow.region.regions():
        for run in straight_runs(region):
            fusion.sweep(run)
    kernels = [group for group in fusion.groups() if len(group) > 1]
    return replace(
        flow,
        kernels=tuple(Kernel(tuple(group)) for group in kernels),
        unfused=tuple(fusion.unfused),
    )


def straight_runs(region: Region) -> Iterator[Sequence[Node | Carried]]:
    """The items of a region between one inner region and the next."""
    run: list[Node | Carried] = []
    for item in region.items:
        if isinstance(item, Region):
            yield run
            run = []
        else:
            run.append(item)
    yield run


class _Fusion:
    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.nodes = dict(flow.nodes)
        self.readers: dict[int, set[int]] = defaultdict(set)
        for node in self.nodes.values():
            for number in node.upstream():
                self.readers[number].add(node.number)
        self.group: dict[int, list[int]] = {}
        self.unfused: list[Unfused] = []
        self.place = {number: at for at, number in enumerate(self.nodes)}
        self.run: Sequence[Item] = ()
        self.at: dict[int, int] = {}

    def groups(self) -> list[list[int]]:
        """The groups, each once, their nodes in the order of the region."""
        return list({id(group): group for group in self.group.values()}.values())

    def sweep(self, run: Sequence[Node | Carried]) -> None:
        """Fuse the maps of one straight run."""
        self.run = run
        self.at = {n.number: at for at, n in enumerate(run) if isinstance(n, Node)}
        for node in run:
            if isinstance(node, Node) and node.mapped:
                self.visit(node)

    def visit(self, node: Node) -> None:
        """Join the node to the kernels of the mapped results that it reads."""
        self.group[node.number] = [node.number]
        upstream = {
            edge.source.node: self.nodes[edge.source.node]
            for edge in node.edges
            if edge.each and isinstance(edge.source, Ref)
        }
        mapped = [source for source in upstream.values() if source.mapped]
        if not mapped:
            return
        reason = self.obstacle(node, mapped)
        if reason is None:
            self.join(node, [source.number for source in mapped])
            return
        for source in mapped:
            self.unfused.append(Unfused(node.number, source.number, reason))

    def obstacle(self, node: Node, upstream: list[Node]) -> str | None:
        """Why the node can't share a kernel with all of `upstream`, if it can't."""
        for source in upstream:
            reason = self.apart(node, source)
            if reason is not None:
                return reason
        members = [
            node,
            *(self.nodes[n] for s in upstream for n in self.group[s.number]),
        ]
        for member in members:
            reason = _unfit(member)
            if reason is not None:
                return reason
        inner = {member.number for member in members}
        if any(_mixes(member, inner) for member in members):
            return "an argument may be one of several results"
        if len({_resources(member) for member in members}) > 1:
            return "the tasks ask for different resources of the workers"
        if len(members) > LIMIT:
            return f"a kernel has at most {LIMIT} tasks"
        return self.moved(members) or self.waits([node.number], upstream)

    def apart(self, node: Node, source: Node) -> str | None:
        """What keeps two maps apart, of which one reads the other."""
        edges = [edge for edge in node.edges if edge.source == Ref(source.number)]
        if not all(edge.each for edge in edges):
            return f"{source.label} is also read whole"
        if any(edge.spread is not Spread.EACH for edge in edges):
            return f"{source.label} is flattened"
        if source.number not in self.at:
            return (
                f"{source.label} is made elsewhere: not right before, in the same run"
            )
        if source.extent != node.extent:
            extents = (source.extent, node.extent)
            first, second = (extent_of(self.flow, each) for each in extents)
            return f"{first} and {second} may differ in length"
        if self.readers[source.number] != {node.number}:
            return f"{source.label} is read by others too"
        if source.outside or not source.place:
            return f"{source.label} is read by more than calls of tasks"
        return None

    def moved(self, members: Sequence[Node]) -> str | None:
        """What forbids to call the earlier tasks where the last one is called."""
        numbers = {member.number for member in members}
        places = [self.at[number] for number in numbers]
        between = [
            item
            for item in self.run[min(places) : max(places)]
            if not (isinstance(item, Node) and item.number in numbers)
        ]
        bound = {name for item in between for name in _bound(item)}
        known = {node.number for node in between if isinstance(node, Node)}
        fed = {n for m in members for n in m.upstream()}
        names = {member.slug.name.value for member in members}
        for item in between:
            if isinstance(item, Node) and item.number in fed:
                continue
            if isinstance(item, Node) and not isinstance(item.slug.name.value, str):
                return "a task between them has a name that only the script knows"
            if isinstance(item, Node) and item.slug.name.value in names:
                return f"{item.label} stands between them, and would be numbered first"
        for member in members:
            for edge in member.edges:
                if not isinstance(edge.source, Expr):
                    continue
                if edge.source.names & bound:
                    return "an argument uses a name that is bound between them"
                if len(known) < len(between) and not _settled(edge.source):
                    return "an argument might be another where the last one is called"
        return None

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
        """Whether each of the `wanted` is upstream of some node at the start."""
        missing = set(wanted)
        stack, seen = list(start), set(start)
        while stack and missing:
            for number in self.nodes[stack.pop()].upstream():
                if number not in seen:
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


def _unfit(node: Node) -> str | None:
    """Why a node can be in no kernel, if it can't."""
    if not isinstance(node.action, TaskCall) or not node.action.plain:
        return f"{node.label} is no plain `.map` of a function that is only called"
    if node.policy.get("target"):
        return "a task has a target, under which each element is looked for first"
    if any(isinstance(edge.kind, Order) for edge in node.edges):
        return "a task waits for others without reading their results"
    if not all(_named(edge) for edge in node.edges):
        return "an argument has a name that only the script knows"
    return None


def _mixes(node: Node, inner: set[int]) -> bool:
    """Whether an argument may be the result of one of some nodes, or something else."""
    kinds = Counter(edge.kind for edge in node.edges)
    own = (
        e for e in node.edges if isinstance(e.source, Ref) and e.source.node in inner
    )
    return any(kinds[edge.kind] > 1 for edge in own)


def _named(edge: Edge) -> bool:
    return not isinstance(edge.kind, Order) and edge.kind.key.isidentifier()


def _bound(item: Item) -> frozenset[str]:
    """The names that an item gives a value."""
    if isinstance(item, Node):
        return frozenset([item.variable]) if item.variable else frozenset()
    return item.binds if isinstance(item, Carried) else frozenset()


def _settled(value: Expr) -> bool:
    """Whether an argument is the same wherever it is evaluated: a name, a literal."""
    return value.known or value.text.isidentifier()


def _resources(node: Node) -> frozenset[str]:
    """The tags of a task by which it asks for resources, or the text of all tags
    where they are not known."""
    tags = node.policy.get("tags")
    if tags is None:
        return frozenset()
    if not isinstance(tags.value, (list, tuple, set, frozenset)):
        return frozenset({tags.text})
    asked = (str(tag) for tag in tags.value)
    return frozenset(tag for tag in asked if tag.lower().startswith(_RESOURCE))


def _known(node: Node) -> bool:
    """Whether a node's result is there when the graph is built."""
    return isinstance(node.action, (Constant, ParameterRead))
