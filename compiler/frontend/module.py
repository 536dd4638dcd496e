"""What a file says: its tasks, flow blocks and the code around them.

The only values of the compiler that hold syntax trees.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import libcst as cst

from ..source import Source
from .names import Names
from .syntax import Spans


@dataclass(frozen=True)
class Argument:
    """One parameter of a task's function."""

    name: str
    optional: bool
    keyword_only: bool = False


@dataclass(frozen=True)
class Signature:
    """The parameters of a task's function, as far as a call is checked by them.

    A flawed signature has been found fault with already: no call is checked by it.
    """

    arguments: tuple[Argument, ...]
    any_keyword: bool = False
    flawed: bool = False


@dataclass(frozen=True)
class TaskDef:
    """A function with a task decorator, and the decorator's keywords.

    `title` is what its own module calls it, and so the task's name; `returns` is the
    number of results that a fixed tuple's annotation promises.
    """

    name: str
    title: str
    definition: cst.FunctionDef
    decorator: cst.Decorator
    signature: Signature
    keywords: Mapping[str, cst.BaseExpression] = field(default_factory=dict)
    returns: int | None = None

    @property
    def by_position(self) -> tuple[str, ...]:
        """The parameters that a call may give by position instead of by name.

        None where another decorator may have changed what the function takes, or
        where its parameters have no names for callers, as Prefect would give them.
        """
        alone = len(self.definition.decorators) == 1
        if self.signature.flawed or not alone or self.definition.params.posonly_params:
            return ()
        known = self.signature.arguments
        return tuple(each.name for each in known if not each.keyword_only)


@dataclass(frozen=True)
class FlowBlock:
    """A `with Flow(...) as variable:` block, and its position among the statements.

    Of a flow that its own Python builds, `line` is the statement that makes it, and
    `made` the expression.
    """

    variable: str
    call: cst.Call
    node: cst.With
    position: int
    line: cst.CSTNode | None = None
    made: cst.BaseExpression | None = None


@dataclass(frozen=True)
class Module:
    """A file as it was read.

    `statements` are its statements at module level, `taken` every name that occurs
    in it, `names` those that lead into prefect, `inner_names` these and those that
    imports inside other code bind. `subclasses` are the names of module level that
    stand for subclasses of Flow.
    `guests` are the names of flows that other files bring along.
    """

    source: Source
    tree: cst.Module
    spans: Spans
    names: Names
    inner_names: Names
    taken: frozenset[str]
    statements: tuple[cst.CSTNode, ...]
    tasks: Mapping[str, TaskDef]
    blocks: tuple[FlowBlock, ...]
    subclasses: frozenset[str] = frozenset()
    guests: frozenset[str | None] = frozenset()

    def is_own(self, node: cst.CSTNode) -> bool:
        """Whether a statement is of the source itself, not of another module."""
        return self.spans.is_own(node)
