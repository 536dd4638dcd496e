"""A plan: how a flow runs, in the terms of the script that will run it."""

from dataclasses import dataclass

from ..ir.binding import Binding
from ..ir.code import Code
from ..ir.expr import Expr
from ..ir.program import Program


@dataclass(frozen=True)
class KernelStep:
    """A call in a kernel: the function, where its arguments come from, its result.

    `parameters` are those that the function takes by position.
    """

    function: str
    inputs: tuple[tuple[str, str], ...]
    result: str
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class KernelInput:
    """A parameter of a kernel: which argument of which of its nodes it gets."""

    name: str
    node: int
    key: str


@dataclass(frozen=True)
class KernelPlan:
    """A fused element function: its name, its inputs, its steps in order.

    `nodes` are those that it does, the last one where it is called; `place` is the
    number of the carried statement that it stands before.
    """

    function: str
    inputs: tuple[KernelInput, ...]
    steps: tuple[KernelStep, ...]
    nodes: tuple[int, ...]
    place: int = 0

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.inputs)


@dataclass(frozen=True)
class GeneratedNames:
    """The names of what the script defines itself, clear of the user's."""

    run: str
    main: str


@dataclass(frozen=True)
class Plan:
    """Everything that the script is made of, but for its text.

    `future` are imports from `__future__`, `code` the other statements of the program,
    with holes where they call tasks. `symbols` are the runtime's names that the script
    uses. `taken` are the module-level names of the user's, `spoken` all that occur in
    the source. `bindings` are the names that it imports from prefect. `guests` are
    flows of other files that tasks may start, each with the name of the function that
    makes it.
    """

    title: Expr
    variable: str
    source: str
    names: GeneratedNames
    future: tuple[Code, ...]
    code: tuple[Code, ...]
    kernels: tuple[KernelPlan, ...]
    program: Program
    symbols: frozenset[str]
    taken: frozenset[str]
    spoken: frozenset[str]
    bindings: tuple[Binding, ...] = ()
    guests: tuple[tuple[str, "Plan"], ...] = ()
