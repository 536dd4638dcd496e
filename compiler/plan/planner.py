"""Makes a flow's plan: the lines of its graph, its kernels, the pieces it needs."""

import re
from collections.abc import Iterator

from ..ir.expr import Expr, free_name
from ..ir.flow import (
    Carried,
    Collection,
    Constant,
    Data,
    Edge,
    Flow,
    Merge,
    Node,
    ParameterRead,
)
from .kernels import KernelPlanner, task_of
from .naming import (
    Variables,
    generated_names,
    graph_names,
    module_names,
    other_names,
)
from .pieces import parted, symbols_of
from .plan import (
    AddLine,
    ConstantLine,
    GeneratedNames,
    Input,
    Line,
    MapLine,
    ParameterLine,
    Plan,
    ReferenceLine,
    TextLine,
    Value,
)

# Keywords that dask.delayed takes for itself.
_DASK_KEYWORDS = frozenset({"pure", "dask_key_name", "self"})
COLLECTIONS = ("list", "tuple", "set", "dict")


def make_plan(flow: Flow, source: str) -> Plan:
    """Decide how the flow runs; `source` is the file's name."""
    bound = module_names(flow)
    variables = {node.variable for node in flow.region.nodes()}
    names = generated_names(bound | graph_names(flow), variables)
    planner = _Planner(flow, names)
    lines = tuple(planner.lines())
    imports, code = parted(flow.code)
    symbols = symbols_of(flow, planner.kernels.plans.values())
    shadowed = planner.shadowed() if flow.recorded else frozenset()
    guests = tuple(guest_plans(flow, bound))
    symbols = symbols.union(*(guest.symbols for _, guest in guests))
    return Plan(
        title=flow.name,
        variable=flow.variable,
        source=source,
        names=names,
        imports=imports,
        code=code,
        kernels=tuple(planner.kernels.plans.values()),
        globals=tuple(sorted(planner.globals() - shadowed)),
        lines=lines,
        settings=flow.settings,
        symbols=symbols,
        taken=bound | other_names(flow.bindings),
        spoken=flow.spoken,
        bindings=flow.bindings,
        shadowed=tuple(sorted(shadowed)),
        results=tuple(inspected_results(flow)),
        recorded=flow.recorded.variable if flow.recorded else None,
        foreign=flow.recorded.foreign if flow.recorded else (),
        children=flow.children,
        guests=guests,
        unsettled=flow.recorded is not None and not flow.recorded.settled,
    )


def guest_plans(flow: Flow, taken: frozenset[str]) -> Iterator[tuple[str, Plan]]:
    """The plans of the flows of other files, each with the name of its function."""
    used = set(taken)
    for source, guest in flow.guests:
        stem = re.sub(r"\W+", "_", source.rpartition(".")[0]) or "flow"
        name = free_name(f"{stem}_{guest.variable}", used)
        used.add(name)
        yield name, make_plan(guest, source)


def inspected_results(flow: Flow) -> Iterator[tuple[str, str]]:
    """The variables of results that the code behind the run reads, with their slugs.

    A name that the block gives twice stands for the later result.
    """
    inspection = flow.settings.inspection
    wanted = inspection.names if inspection is not None else frozenset()
    found = {
        node.variable: node.slug.text
        for node in flow.region.nodes()
        if node.variable in wanted and node.slug.text is not None
    }
    yield from found.items()


class _Planner:
    """Turns the region's items into lines of the graph function."""

    def __init__(self, flow: Flow, names: GeneratedNames) -> None:
        self.flow = flow
        self.nodes = {node.number: node for node in flow.region.nodes()}
        own = (names.flow, names.delayed, "unmapped")
        taken = {*graph_names(flow), *COLLECTIONS, *own}
        self.variables = Variables(taken)
        self.kernels = KernelPlanner(flow, names, taken)
        self.names: dict[int, str] = {}
        self.spoken = frozenset(node.variable for node in self.nodes.values())
        self.read = {n for node in self.nodes.values() for n in node.upstream()}
        self.apart = self.constants_apart()

    def globals(self) -> frozenset[str]:
        """Names that the block binds and that the rest of the module reads too."""
        bound = {name for item in self.flow.region.carried() for name in item.binds}
        read = {n for code in self.flow.code for n in code.free | set(code.binds)}
        inspection = self.flow.settings.inspection
        read |= inspection.names if inspection is not None else set()
        read |= set(self.flow.children)
        return frozenset(bound & read)

    def shadowed(self) -> frozenset[str]:
        """Names of module level that the flow's own Python gives another value."""
        bound = {name for item in self.flow.region.carried() for name in item.binds}
        foreign = self.flow.recorded.foreign if self.flow.recorded else ()
        return frozenset(bound & module_names(self.flow)) - frozenset(foreign)

    def constants_apart(self) -> frozenset[int]:
        """The constants that need a line of their own.

        A kernel stands where its last task does. Where others come between, the
        constants of its earlier tasks keep their place, and so their number.
        """
        order = [item.number for item in self.flow.region.nodes()]
        place = {number: at for at, number in enumerate(order)}
        found: set[int] = set()
        for kernel in self.flow.kernels:
            first, last = place[kernel.nodes[0]], place[kernel.nodes[-1]]
            own = {*kernel.nodes, *self.constants_of(kernel.nodes)}
            if any(order[at] not in own for at in range(first, last)):
                found |= set(self.constants_of(kernel.nodes))
        return frozenset(found)

    def constants_of(self, numbers: tuple[int, ...]) -> list[int]:
        upstream = [
            each for number in numbers for each in self.nodes[number].upstream()
        ]
        return [n for n in upstream if isinstance(self.nodes[n].action, Constant)]

    def lines(self) -> Iterator[Line]:
        for item in self.flow.region.items:
            if isinstance(item, Carried):
                yield TextLine(item.text)
            else:
                yield from self.node(item)
        slugs = (self.nodes[number].slug.text for number in self.flow.reference)
        known = tuple(slug for slug in slugs if slug is not None)
        if known:
            yield ReferenceLine(known)

    def node(self, node: Node) -> Iterator[Line]:
        """The line of a node, if it has one of its own."""
        action = node.action
        kernel = self.kernels.of(node.number)
        if isinstance(action, Constant):
            if node.number in self.apart:
                yield ConstantLine(self.variable(node), action.value)
        elif isinstance(action, ParameterRead):
            variable = self.variable(node)
            yield ParameterLine(
                variable, action.parameter, action.default, action.required
            )
        elif kernel is not None:
            if kernel.nodes[-1] == node.number:
                yield self.kernel_line(node)
        elif node.mapped:
            yield self.map_line(node)
        else:
            yield self.add_line(node)

    def variable(self, node: Node) -> str:
        """A variable for a result that has a name or a reader, else ""."""
        if not node.variable and node.number not in self.read:
            return ""
        own = isinstance(node.action, (Collection, Merge)) and not node.variable
        wanted = node.label.lower() if own else node.label
        found = self.variables.new(wanted, () if node.variable else self.spoken)
        self.names[node.number] = found
        return found

    def kernel_line(self, node: Node) -> MapLine:
        plan, inputs = self.kernels.plan(node.number)
        given = [Input(n, self.value(e), not e.each) for n, e in inputs]
        return MapLine(self.variable(node), plan.function, tuple(given))

    def map_line(self, node: Node) -> MapLine:
        inputs: list[Input] = []
        upstream: list[Input] = []
        for edge in node.edges:
            name = edge.kind.key if isinstance(edge.kind, Data) else ""
            given = Input(name, self.value(edge), not edge.each)
            (inputs if name else upstream).append(given)
        return MapLine(
            self.variable(node), task_of(node), tuple(inputs), tuple(upstream)
        )

    def add_line(self, node: Node) -> AddLine:
        data = [edge for edge in node.edges if isinstance(edge.kind, Data)]
        other = [edge for edge in node.edges if not isinstance(edge.kind, Data)]
        inputs = tuple(Input(e.kind.key, self.value(e)) for e in data)  # type: ignore[union-attr]
        collection = isinstance(node.action, Collection)
        clash = any(given.name in _DASK_KEYWORDS for given in inputs)
        return AddLine(
            self.variable(node),
            task_of(node),
            inputs,
            tuple(map(self.value, other)),
            positional=collection or clash,
        )

    def value(self, edge: Edge) -> Value:
        """An edge's source as an argument."""
        if isinstance(edge.source, Expr):
            return built(edge.source)
        source = self.nodes[edge.source.node]
        if isinstance(source.action, Constant) and source.number not in self.names:
            return built(source.action.value)
        mapped_whole = source.mapped and not edge.each
        return Value(self.names[source.number], gather=mapped_whole)


def built(value: Expr) -> Value:
    """A build-time value as an argument."""
    return Value(value.text, unknown=not value.known)
