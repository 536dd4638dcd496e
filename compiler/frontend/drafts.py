"""The nodes of a flow block while it is lowered, and their slugs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from ..diagnostics import Span
from ..ir.expr import Expr
from ..ir.flow import (
    Action,
    Carried,
    Constant,
    Edge,
    Node,
    ParameterRead,
    Policy,
    Ref,
    Region,
    Slug,
)


@dataclass
class Draft:
    """A node whose edges may still grow."""

    number: int
    variable: str
    action: Action
    slug: Slug
    span: Span
    policy: Policy = field(default_factory=Policy)
    edges: list[Edge] = field(default_factory=list)
    auto: bool = False
    nout: int | None = None
    entered: bool = False

    @property
    def parameter(self) -> bool:
        return isinstance(self.action, ParameterRead)

    def upstream(self) -> Iterator[int]:
        """The numbers of the drafts that this one depends on."""
        for edge in self.edges:
            if isinstance(edge.source, Ref):
                yield edge.source.node

    def node(self) -> Node:
        return Node(
            self.number,
            self.variable,
            self.action,
            self.slug,
            self.span,
            tuple(self.edges),
            self.policy,
            auto=self.auto,
        )


class Drafts:
    """The drafts and carried statements of a block, in order, and its slugs.

    Slugs are numbered as Prefect adds tasks to a flow: `name[-tags]-N`, N counting
    per prefix (2.3); one whose name only the script knows stays open.
    """

    def __init__(self) -> None:
        self.items: list[Draft | Carried] = []
        self.by_number: dict[int, Draft] = {}
        self.slugs: dict[str, Span] = {}
        self.counts: dict[str, int] = {}

    def slug(self, name: Expr, tags: Expr | None, span: Span) -> Slug:
        """The next slug for a task of this name and these tags."""
        words = () if tags is None else tags.value
        if not isinstance(name.value, str) or not isinstance(words, (list, tuple, set)):
            return Slug(name, tags)
        prefix = "-".join([name.value, *sorted(str(word) for word in set(words))])
        number = self.counts.get(prefix, 0) + 1
        while f"{prefix}-{number}" in self.slugs:
            number += 1
        self.counts[prefix] = number
        return self.fixed(f"{prefix}-{number}", name, tags, span)

    def fixed(self, text: str, name: Expr, tags: Expr | None, span: Span) -> Slug:
        """A slug that is given as it is."""
        self.slugs[text] = span
        return Slug(name, tags, text)

    def draft(self, variable: str, action: Action, slug: Slug, span: Span) -> Draft:
        """A new draft; it takes its place in the block with `place`."""
        draft = Draft(len(self.by_number), variable, action, slug, span)
        self.by_number[draft.number] = draft
        return draft

    def place(self, draft: Draft) -> Ref:
        self.items.append(draft)
        return Ref(draft.number)

    def depends(self, node: int, other: int) -> bool:
        """Whether a node is another, or waits for it, however indirectly."""
        seen: set[int] = set()
        waiting = [node]
        while waiting:
            number = waiting.pop()
            if number == other:
                return True
            if number not in seen:
                seen.add(number)
                waiting += self.by_number[number].upstream()
        return False

    def in_circle(self) -> bool:
        """Whether some drafts wait for one another."""
        graph = {number: draft.upstream() for number, draft in self.by_number.items()}
        try:
            TopologicalSorter(graph).prepare()
        except CycleError:
            return True
        return False

    def automatic(self, name: str, action: Action, span: Span) -> Draft:
        """A draft for a task that Prefect makes by itself."""
        slug = self.slug(Expr(repr(name), value=name), None, span)
        draft = self.draft("", action, slug, span)
        draft.auto = True
        return draft

    def constant(self, value: Expr, span: Span) -> Ref:
        """The node of a build-time value that is mapped over (2.4).

        Its name is made of the value's repr, which the script may be the first to
        know; the script makes the slug in any case.
        """
        draft = self.draft("", Constant(value), Slug(value), span)
        draft.auto = True
        return self.place(draft)

    def region(self) -> Region:
        """The finished nodes and statements.

        A Parameter that no task reads and nobody calls is not in the flow (152).
        """
        read = {n for draft in self.by_number.values() for n in draft.upstream()}
        items: list[Node | Carried] = []
        for item in self.items:
            if isinstance(item, Carried):
                items.append(item)
            elif item.entered or item.number in read or not item.parameter:
                items.append(item.node())
        return Region(tuple(items))
