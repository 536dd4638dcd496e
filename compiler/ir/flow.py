"""The intermediate representation: what a flow means, free of syntax."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property

from ..diagnostics import Span
from .binding import Binding
from .code import Code
from .expr import Expr
from .extent import ONCE, Extent
from .program import Program


class Spread(Enum):
    """How a result spreads over the task that it goes to."""

    WHOLE = "whole"
    EACH = "each"
    FLAT = "flat"
    EACH_FLAT = "each flat"


@dataclass(frozen=True)
class Ref:
    """The result of another node, by the node's number."""

    node: int


Operand = Ref | Expr


@dataclass(frozen=True)
class Data:
    """What travels: the value, into the parameter `key` of the task."""

    key: str


@dataclass(frozen=True)
class Order:
    """What travels: only the state; the upstream task has to be finished."""


@dataclass(frozen=True)
class Edge:
    """A dependency of a node: on what, what travels, and how it spreads."""

    source: Operand
    kind: Data | Order
    spread: Spread = Spread.WHOLE

    @property
    def each(self) -> bool:
        return self.spread in (Spread.EACH, Spread.EACH_FLAT)


@dataclass(frozen=True)
class TaskCall:
    """A node that calls a task: the name of its function, or of its class.

    `plain` tells that it is a function of the script, `parameters` are those that it
    takes by position, in their order.
    """

    function: str
    plain: bool = False
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Collection:
    """A node that collects results into a list, tuple, set or dict."""

    kind: str


@dataclass(frozen=True)
class Constant:
    """A node for a build-time value that is mapped over, or waited for."""

    value: Expr


@dataclass(frozen=True)
class ParameterRead:
    """A node for a Parameter; no default means that it is required."""

    parameter: Expr
    default: Expr | None = None
    required: Expr | None = None


@dataclass(frozen=True)
class Compare:
    """A node that skips what comes after it unless it is given a build-time value."""

    value: Expr


@dataclass(frozen=True)
class Merge:
    """A node that passes on the first of its inputs that is not None."""


@dataclass(frozen=True)
class Operator:
    """A node that an operator between results makes, by Prefect's name for it."""

    kind: str


Action = TaskCall | Collection | Constant | ParameterRead | Compare | Merge | Operator


@dataclass(frozen=True)
class Slug:
    """A task's unique name, which the script makes: of its `name`, its tags and a
    number; `text` is the slug where the compiler knows it."""

    name: Expr
    text: str | None = None


@dataclass(frozen=True)
class Policy:
    """How a task runs: the keywords of its decorator, as expressions."""

    items: tuple[tuple[str, Expr], ...] = ()

    def get(self, key: str) -> Expr | None:
        return dict(self.items).get(key)


@dataclass(frozen=True)
class Node:
    """One place that adds a task to the flow: its action, edges, extent and policy.

    `variable` is the name that the source gives the result, "" if it gives none, and
    `place` where the call stands: "assigned" to that name, or the "argument" of
    another call. `outside` tells that more than arguments of calls read the result. In
    a loop or a function a place may add many tasks, and an edge leads from each that
    its argument may be; `once` tells that it is a call that adds one. `auto` are tasks
    that Prefect makes by itself.
    """

    number: int
    variable: str
    action: Action
    slug: Slug
    span: Span
    edges: tuple[Edge, ...] = ()
    policy: Policy = Policy()
    extent: Extent = ONCE
    auto: bool = False
    mapped: bool = False
    place: str = ""
    outside: bool = False
    once: bool = False

    @property
    def label(self) -> str:
        """What to call the result: its variable, else its slug or the task's name."""
        if self.variable:
            return self.variable
        if isinstance(self.slug.name.value, str):
            return self.slug.text or self.slug.name.value
        called = isinstance(self.action, TaskCall)
        return self.action.function if called else "result"  # type: ignore[union-attr]

    def upstream(self) -> Iterator[int]:
        """The numbers of the nodes that this one depends on."""
        for edge in self.edges:
            if isinstance(edge.source, Ref):
                yield edge.source.node


@dataclass(frozen=True)
class Carried:
    """A build-time statement of the block, that the script's graph carries."""

    text: str
    binds: frozenset[str]
    names: frozenset[str]
    span: Span


@dataclass(frozen=True)
class Kernel:
    """Mapped nodes that run as one function, in their order in the region."""

    nodes: tuple[int, ...]


class RegionKind(Enum):
    """What a region is: a straight run, or what stands around one."""

    RUN = "run"
    LOOP = "loop"
    CONDITION = "condition"
    COMPREHENSION = "comprehension"
    WITH = "with"
    TRY = "try"
    FUNCTION = "function"


@dataclass(frozen=True)
class Region:
    """Nodes, carried statements and regions, in the order of the text.

    `head` is the first line of what is more than a straight run. A function is a region
    where it is entered first.
    """

    items: tuple["Item", ...] = ()
    kind: RegionKind = RegionKind.RUN
    head: str = ""
    span: Span | None = None

    def nodes(self) -> Iterator[Node]:
        """The nodes, those of inner regions too."""
        for item in self.items:
            if isinstance(item, Region):
                yield from item.nodes()
            elif isinstance(item, Node):
                yield item

    def regions(self) -> Iterator["Region"]:
        """The region and all inside it."""
        yield self
        for item in self.items:
            if isinstance(item, Region):
                yield from item.regions()


Item = Node | Carried | Region


def rebuilt(region: Region, nodes: Mapping[int, Node]) -> Region:
    """The region with other nodes for those of the same numbers."""
    items = tuple(
        (
            rebuilt(item, nodes)
            if isinstance(item, Region)
            else nodes.get(item.number, item) if isinstance(item, Node) else item
        )
        for item in region.items
    )
    return replace(region, items=items)


@dataclass(frozen=True)
class Unfused:
    """A map over a mapped result that has a node of its own: which, and why."""

    node: int
    source: int
    reason: str


@dataclass(frozen=True)
class LeftOpen:
    """A call of which the text does not tell whether it is one of a task: why, and
    where it stands."""

    reason: str
    span: Span | None


@dataclass(frozen=True)
class Flow:
    """One flow: its name, its region of nodes, kernels, and the program around it.

    `code` is what the script carries: the program, in which the calls of tasks are
    holes. `spoken` are the names that occur in the source. `bindings` are the names
    that the carried text knows from prefect. `left` are the calls that the text
    leaves open: they stay as they are, and the script asks what is called. `guests` are
    flows of other files that it may start, each with the file's name.
    """

    name: Expr
    variable: str
    span: Span
    region: Region = Region()
    kernels: tuple[Kernel, ...] = ()
    program: Program = field(default_factory=Program)
    code: tuple[Code, ...] = ()
    unfused: tuple[Unfused, ...] = ()
    spoken: frozenset[str] = frozenset()
    bindings: tuple[Binding, ...] = ()
    left: tuple[LeftOpen, ...] = ()
    guests: tuple[tuple[str, "Flow"], ...] = ()

    def code_binds(self) -> frozenset[str]:
        """The names that the carried code binds."""
        return frozenset(name for code in self.code for name in code.binds)

    @cached_property
    def nodes(self) -> Mapping[int, Node]:
        """The nodes by their numbers."""
        return {node.number: node for node in self.region.nodes()}
