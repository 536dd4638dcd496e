"""The intermediate representation: what a flow means, free of syntax."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from ..diagnostics import Span
from .binding import Binding
from .code import Code
from .expr import Expr
from .extent import ONCE, Extent
from .program import Program
from .recorded import Recorded


class Spread(Enum):
    """How a result spreads over the task that it goes to."""

    WHOLE = "whole"
    EACH = "each"


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
        return self.spread is Spread.EACH


@dataclass(frozen=True)
class TaskCall:
    """A node that calls a task: the name of its function in the script.

    `symbol` is the runtime's own name of a function that comes from there;
    `parameters` are those that the function also takes by position, in their order.
    """

    function: str
    symbol: str | None = None
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


Action = TaskCall | Collection | Constant | ParameterRead | Compare | Merge


@dataclass(frozen=True)
class Slug:
    """A task's unique name: known to the compiler, or made by the script.

    `name` and `tags` are what it is made of; `text` is the slug where it is known.
    """

    name: Expr
    tags: Expr | None = None
    text: str | None = None


@dataclass(frozen=True)
class Policy:
    """How a task runs: the keywords of the script's `flow.task`, as expressions."""

    items: tuple[tuple[str, Expr], ...] = ()

    def get(self, key: str) -> Expr | None:
        return dict(self.items).get(key)


@dataclass(frozen=True)
class Node:
    """One task of the flow: its action, upstream edges, extent, policy and place.

    `variable` is the name that the source gives the result, "" if it gives none.
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

    @cached_property
    def mapped(self) -> bool:
        """Whether it runs once for each element of something; all that read the result
        ask."""
        return any(edge.each for edge in self.edges)

    @property
    def label(self) -> str:
        """What to call the result: its variable, else its slug or the task's name."""
        if self.variable:
            return self.variable
        if isinstance(self.action, Compare):
            return "case_1"
        if self.slug.text or not isinstance(self.action, TaskCall):
            return self.slug.text or "result"
        return self.action.function

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
    symbols: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Kernel:
    """Mapped nodes that run as one function, in their order in the region."""

    nodes: tuple[int, ...]


@dataclass(frozen=True)
class Region:
    """A straight run of nodes and carried statements, in the order they happen."""

    items: tuple[Node | Carried, ...] = ()

    def nodes(self) -> Iterator[Node]:
        return (item for item in self.items if isinstance(item, Node))

    def carried(self) -> Iterator[Carried]:
        return (item for item in self.items if isinstance(item, Carried))


@dataclass(frozen=True)
class Flow:
    """One flow: its name, its region of nodes, kernels, and the program around it.

    `reference` are the nodes that decide its state, where the source chooses them.
    `code` is what the script carries of the module around the flow; `unfused` says of
    mapped nodes that read a mapped result why they do not share its kernel. `spoken`
    are the names that occur in the source. `bindings` are the names that the carried
    text knows from prefect. A `recorded` flow is built by its own Python: its region
    holds that, and no nodes. `guests` are flows of other files that it may start, each
    with the file's name. `read` are variables of results that code around the flow
    reads, with the tasks' slugs. `of_package` tells that its class is one whose source
    is not at hand.
    """

    name: Expr
    variable: str
    span: Span
    region: Region = Region()
    kernels: tuple[Kernel, ...] = ()
    program: Program = field(default_factory=Program)
    code: tuple[Code, ...] = ()
    unfused: tuple[tuple[int, str], ...] = ()
    spoken: frozenset[str] = frozenset()
    bindings: tuple[Binding, ...] = ()
    recorded: Recorded | None = None
    guests: tuple[tuple[str, "Flow"], ...] = ()
    reference: tuple[int, ...] = ()
    read: tuple[tuple[str, str], ...] = ()
    of_package: bool = False

    def code_binds(self) -> frozenset[str]:
        """The names that the carried code binds."""
        return frozenset(name for code in self.code for name in code.binds)

    def node(self, number: int) -> Node:
        return next(node for node in self.region.nodes() if node.number == number)
