"""A plan: how a flow runs, in the terms of the script that will run it."""

from dataclasses import dataclass

from ..ir.binding import Binding
from ..ir.code import Code
from ..ir.expr import Expr
from ..ir.program import Program


@dataclass(frozen=True)
class Value:
    """An argument: a variable of the graph function, or a build-time expression.

    `gather` is set for a mapped result that is wanted whole, `unknown` for a
    build-time value that is no literal.
    """

    text: str
    gather: bool = False
    unknown: bool = False


@dataclass(frozen=True)
class Input:
    """An argument with its name; `fixed` if every element of a map gets it whole."""

    name: str
    value: Value
    fixed: bool = False


@dataclass(frozen=True)
class SlugPlan:
    """A slug that is known, or the name and tags that the script makes it of."""

    text: str | None
    name: Expr
    tags: Expr | None = None


@dataclass(frozen=True)
class Task:
    """A task as the graph function names it: slug, function and settings.

    `method` is the builder's that makes it; a merge has no `function`, a comparison's
    is the value. `parameters` are those that the function takes by position.
    """

    slug: SlugPlan
    function: str
    policy: tuple[tuple[str, Expr], ...] = ()
    method: str = "task"
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddLine:
    """A task, or a collection of results, that runs once.

    A positional line has inputs whose names dask.delayed takes for itself.
    """

    variable: str
    task: Task
    inputs: tuple[Input, ...]
    upstream: tuple[Value, ...]
    positional: bool = False


@dataclass(frozen=True)
class MapLine:
    """A map of one task, or of a kernel of several, given by its function's name."""

    variable: str
    what: Task | str
    inputs: tuple[Input, ...]
    upstream: tuple[Input, ...] = ()


@dataclass(frozen=True)
class ParameterLine:
    """A Parameter of the flow."""

    variable: str
    name: Expr
    default: Expr | None
    required: Expr | None

    @property
    def must_be_given(self) -> bool:
        """Whether a run without it is refused, as far as the text tells."""
        if self.required is None:
            return self.default is None
        return self.required.value is True


@dataclass(frozen=True)
class ConstantLine:
    """A constant that becomes a task where it stands, not where it is mapped over."""

    variable: str
    value: Expr


@dataclass(frozen=True)
class TextLine:
    """A build-time statement that the graph function carries."""

    text: str


@dataclass(frozen=True)
class ReferenceLine:
    """Says which tasks decide the flow's state, by their slugs."""

    slugs: tuple[str, ...]


Line = AddLine | MapLine | ParameterLine | ConstantLine | TextLine | ReferenceLine


@dataclass(frozen=True)
class KernelStep:
    """A call in a kernel: the task, where its arguments come from, its result."""

    task: Task
    inputs: tuple[tuple[str, str], ...]
    result: str


@dataclass(frozen=True)
class KernelPlan:
    """A fused element function: its name, its parameters, its steps in order."""

    function: str
    parameters: tuple[str, ...]
    steps: tuple[KernelStep, ...]


@dataclass(frozen=True)
class GeneratedNames:
    """The names of what the script defines itself, clear of the user's."""

    flow: str
    graph: str
    run: str
    main: str
    delayed: str


@dataclass(frozen=True)
class Plan:
    """Everything that the script is made of, but for its text.

    `future` are imports from `__future__`; the other statements of the program stand
    `before` and `after` the flow, which is `made_by` a class of the runtime and
    `made_with` arguments, as in the source.
    `symbols` are the runtime's names that the script uses. `taken` are the module-level
    names of the user's, `spoken` all that occur in the source. `bindings` are the names
    that it imports from prefect. A `recorded` flow has no lines: its own Python among
    the program's statements builds it. `results` are variables of results that the
    program reads, with their slugs; `guests` flows of other files that tasks may start,
    each with the name of the function that makes it.
    """

    title: Expr
    variable: str
    source: str
    names: GeneratedNames
    future: tuple[Code, ...]
    before: tuple[Code, ...]
    after: tuple[Code, ...]
    made_by: str
    made_with: str
    kernels: tuple[KernelPlan, ...]
    lines: tuple[Line, ...]
    program: Program
    symbols: frozenset[str]
    taken: frozenset[str]
    spoken: frozenset[str]
    bindings: tuple[Binding, ...] = ()
    results: tuple[tuple[str, str], ...] = ()
    recorded: bool = False
    guests: tuple[tuple[str, "Plan"], ...] = ()

    @property
    def code(self) -> tuple[Code, ...]:
        """The program's statements."""
        return (*self.before, *self.after)
