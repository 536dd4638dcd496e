"""What has to hold of kernels: the verifier's rules for fused tasks."""

from collections.abc import Iterator

from .flow import Flow, Kernel, Node, Order, Ref, Region, TaskCall


def kernel_faults(flow: Flow) -> Iterator[str]:
    """Every kernel is sound, and no node is in two of them or said to be in none."""
    by_number = {node.number: node for node in flow.region.nodes()}
    owner: dict[int, int] = {}
    for place, kernel in enumerate(flow.kernels, 1):
        for fault in _kernel(kernel, by_number):
            yield f"kernel {place}: {fault}"
        for number in kernel.nodes:
            if number in owner:
                yield f"%{number} is in kernel {owner[number]} and in kernel {place}"
            owner[number] = place
    for each in flow.unfused:
        if each.node not in by_number or not by_number[each.node].mapped:
            yield f"%{each.node} is said to be left unfused, and is no mapped node"
    runs = {n: r for r in flow.region.regions() for n in _own(r)}
    for kernel in flow.kernels:
        if len({id(runs.get(number)) for number in kernel.nodes}) > 1:
            yield f"%{kernel.nodes[0]} and others of its kernel are in several regions"


def _own(region: Region) -> Iterator[int]:
    return (item.number for item in region.items if isinstance(item, Node))


def _kernel(kernel: Kernel, by_number: dict[int, Node]) -> Iterator[str]:
    missing = [number for number in kernel.nodes if number not in by_number]
    if missing:
        yield f"%{missing[0]} is no node of the flow"
        return
    members = [by_number[number] for number in kernel.nodes]
    if len(members) < 2:
        yield "it has fewer than two nodes"
        return
    place = {number: at for at, number in enumerate(by_number)}
    if list(kernel.nodes) != sorted(kernel.nodes, key=place.__getitem__):
        yield "its nodes are not in the order of the region"
    if len({member.extent for member in members}) > 1:
        yield "its nodes have different extents"
    for member in members:
        yield from _member(member)
    yield from _readers(kernel, by_number)
    yield from _detour(kernel, by_number)


def _member(node: Node) -> Iterator[str]:
    if not node.mapped:
        yield f"%{node.number} is not mapped"
    if any(isinstance(edge.kind, Order) for edge in node.edges):
        yield f"%{node.number} waits for a state"
    if not isinstance(node.action, TaskCall) or not node.action.plain:
        yield f"%{node.number} calls no plain function"


def _readers(kernel: Kernel, by_number: dict[int, Node]) -> Iterator[str]:
    """All but the last are read by their own kernel alone, element by element."""
    *inner, last = kernel.nodes
    for number in inner:
        readers = [
            (node.number, edge.each)
            for node in by_number.values()
            for edge in node.edges
            if edge.source == Ref(number)
        ]
        if not any(reader in kernel.nodes for reader, _ in readers):
            yield f"%{number} is read by none of its kernel"
        for reader, each in readers:
            if reader not in kernel.nodes:
                yield f"%{number} is read outside the kernel, by %{reader}"
            elif not each:
                yield f"%{reader} reads all of %{number}, which is in its own kernel"
    if any(last in by_number[number].upstream() for number in inner):
        yield f"its last node %{last} is read inside"


def _detour(kernel: Kernel, by_number: dict[int, Node]) -> Iterator[str]:
    """Nothing from outside that the kernel needs depends on the kernel itself."""
    inside = set(kernel.nodes)
    stack = [n for m in inside for n in by_number[m].upstream() if n not in inside]
    seen: set[int] = set()
    while stack:
        number = stack.pop()
        if number in inside:
            yield f"%{number} is needed by what its own kernel waits for"
        elif number not in seen and number in by_number:
            seen.add(number)
            stack.extend(by_number[number].upstream())
