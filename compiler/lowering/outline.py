"""The regions of a flow: what its code looks like around its nodes."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

import libcst as cst

from ..frontend.syntax import bound_in, names_in, simple_statements, text_of
from ..frontend.walking import parts_of
from ..ir.flow import (
    Action,
    Carried,
    Constant,
    Edge,
    Item,
    Node,
    ParameterRead,
    Policy,
    Ref,
    Region,
    RegionKind,
    Slug,
    TaskCall,
    rebuilt,
)
from .nodes import Draft
from .statements import Statements

_COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)
# Settings of a task that say how it runs.
SHOWN = frozenset(
    {"max_retries", "retry_delay", "retry_on", "timeout", "trigger", "cache_for"}
    | {"skip_on_upstream_skip", "cache_validator", "cache_key", "checkpoint", "tags"}
    | {"result", "target", "state_handlers", "on_failure", "log_stdout"}
    | {"task_run_name"}
)


def region_of(
    found: Statements, site: cst.CSTNode, plain: Container[cst.CSTNode]
) -> Region:
    """The region of the flow that an expression makes.

    Before what its blocks hold stand the nodes that other code adds to it: Parameters
    of module level, tasks that are wired without a call. `plain` are the functions of
    tasks that are plain ones in the script.
    """
    outline = _Outline(found, site, plain)
    blocks = found.opened.get(site, {})
    items = [item for block in blocks for item in outline.body(block.body)]
    rest = [draft for draft in outline.own if draft.number not in outline.placed]
    outline.single |= {d.number for d in rest if not found.inside_of(d)}
    region = Region((*map(outline.made, rest), *items))
    slugs = _slugs(outline.own, outline.single)
    settled = {
        n: replace(
            node,
            slug=replace(node.slug, text=slugs.get(n)),
            once=n in outline.single and found.by_number[n].is_call,
        )
        for n, node in ((each.number, each) for each in region.nodes())
    }
    return rebuilt(region, settled)


def _slugs(drafts: Iterable[Draft], single: set[int]) -> dict[int, str]:
    """The slugs that the text tells: of nodes that are made once, as long as every node
    before has a name that is known (2.3)."""
    counts: Counter[str] = Counter()
    blurred: set[str] = set()
    found: dict[int, str] = {}
    for draft in drafts:
        name = draft.name.value
        if not isinstance(name, str) or isinstance(draft.action, Constant):
            if not isinstance(draft.action, (Constant, ParameterRead)):
                break
            continue
        if isinstance(draft.action, ParameterRead):
            if name not in found.values():
                found[draft.number] = name
            continue
        definition = draft.task.definition if draft.task is not None else None
        own = definition is not None and {"tags", "slug"} & {*definition.keywords}
        if draft.number not in single or own or draft.tagged:
            blurred.add(name)
        counts[name] += 1
        if name not in blurred:
            found[draft.number] = f"{name}-{counts[name]}"
    return found


def _suites(
    node: cst.CSTNode,
) -> Iterator[tuple[RegionKind, str, list[cst.CSTNode], cst.BaseSuite]]:
    """The bodies of a compound statement: what they are, their first line, and the
    expressions in it."""
    if isinstance(node, cst.For):
        head = f"for {text_of(node.target)} in {text_of(node.iter)}:"
        yield RegionKind.LOOP, head, [node.iter], node.body
    elif isinstance(node, cst.While):
        yield RegionKind.LOOP, f"while {text_of(node.test)}:", [node.test], node.body
    elif isinstance(node, cst.If):
        head = f"if {text_of(node.test)}:"
        yield RegionKind.CONDITION, head, [node.test], node.body
        if isinstance(node.orelse, cst.If):
            for kind, text, inner, suite in _suites(node.orelse):
                yield kind, text if text.startswith("el") else f"el{text}", inner, suite
    elif isinstance(node, cst.With):
        items = ", ".join(text_of(item).strip().rstrip(",") for item in node.items)
        heads: list[cst.CSTNode] = [item.item for item in node.items]
        yield RegionKind.WITH, f"with {items}:", heads, node.body
    elif isinstance(node, (cst.Try, cst.TryStar)):
        yield RegionKind.TRY, "try:", [], node.body
        for handler in node.handlers:
            caught = text_of(handler.type).strip() if handler.type is not None else ""
            yield RegionKind.TRY, f"except {caught}".strip() + ":", [], handler.body
        if node.finalbody is not None:
            yield RegionKind.TRY, "finally:", [], node.finalbody.body
    elif isinstance(node, cst.Match):
        for case in node.cases:
            head = f"case {text_of(case.pattern).strip()}:"
            yield RegionKind.CONDITION, head, [node.subject], case.body
    orelse = getattr(node, "orelse", None)
    if isinstance(orelse, cst.Else):
        yield RegionKind.CONDITION, "else:", [], orelse.body


def _holds_nodes(item: Item) -> bool:
    return isinstance(item, Node) or (
        isinstance(item, Region) and any(True for _ in item.nodes())
    )


def _is_text(node: cst.Expr) -> bool:
    return isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString))


class _Outline:
    """Builds regions out of statements; each function is shown where it is entered
    first."""

    def __init__(
        self, found: Statements, site: cst.CSTNode, plain: Container[cst.CSTNode]
    ) -> None:
        self.found = found
        self.plain = plain
        self.spans = found.source.spans
        own = [draft for draft in found.by_number if site in draft.flows]
        self.by_site: dict[cst.CSTNode, list[Draft]] = {}
        for draft in own:
            self.by_site.setdefault(draft.site, []).append(draft)
        self.own = own
        self.numbers = {draft.number for draft in own}
        self.shown: set[cst.CSTNode] = set()
        self.placed: set[int] = set()
        self.single: set[int] = set()
        self.depth = 0

    def body(self, suite: cst.BaseSuite) -> Iterator[Item]:
        for node in simple_statements(suite.body):
            yield from self.statement(node)

    def statement(self, node: cst.CSTNode) -> Iterator[Item]:
        """The items of one statement; one without nodes is carried whole."""
        parts = list(_suites(node))
        if not parts:
            yield from self.simple(node)
            return
        found: list[Item] = []
        for kind, head, heads, suite in parts:
            found += [item for each in heads for item in self.expression(each)]
            inner = kind is not RegionKind.WITH
            self.depth += inner
            items = tuple(self.body(suite))
            self.depth -= inner
            found.append(Region(items, kind, head, self.spans.of(node)))
        if any(map(_holds_nodes, found)):
            yield from found
        else:
            yield self.carried(node)

    def simple(self, node: cst.CSTNode) -> Iterator[Item]:
        """A statement without others inside: its nodes, and itself where it does more
        than to name one of them."""
        items = list(self.expression(node))
        yield from items
        value = getattr(node, "value", None)
        named = value in self.by_site and isinstance(
            node, (cst.Assign, cst.AnnAssign, cst.Expr, cst.Return)
        )
        empty = isinstance(node, cst.Pass) or (
            isinstance(node, cst.Expr) and _is_text(node)
        )
        if not named and not empty:
            yield self.carried(node)

    def carried(self, node: cst.CSTNode) -> Carried:
        text = text_of(node).strip("\n")
        binds, names = frozenset(bound_in(node)), frozenset(names_in(node))
        return Carried(text, binds, names, self.spans.of(node))

    def expression(self, node: cst.CSTNode) -> Iterator[Item]:
        """The nodes that an expression makes, in the order in which it makes them."""
        if isinstance(node, (cst.FunctionDef, cst.ClassDef, cst.Lambda)):
            return
        if isinstance(node, _COMPREHENSIONS):
            self.depth += 1
            items = [i for part in parts_of(node) for i in self.expression(part)]
            self.depth -= 1
            if items:
                head = text_of(node.for_in).strip()
                span = self.spans.of(node)
                yield Region(tuple(items), RegionKind.COMPREHENSION, head, span)
        else:
            for part in parts_of(node):
                yield from self.expression(part)
        for draft in self.by_site.get(node, ()):
            yield from self.node(draft)
        for function in self.found.entered.get(node, {}):  # type: ignore[call-overload]
            yield from self.function(function)

    def function(self, node: cst.CSTNode) -> Iterator[Item]:
        """The region of a function of the file, the first time that it is entered."""
        if node in self.shown or not isinstance(node, cst.FunctionDef):
            return
        self.shown.add(node)
        self.depth += 1
        items = tuple(self.body(node.body))
        self.depth -= 1
        if any(_holds_nodes(item) for item in items):
            params = text_of(node.params).strip()
            head = f"def {node.name.value}({params}):"
            yield Region(items, RegionKind.FUNCTION, head, self.spans.of(node))

    def node(self, draft: Draft) -> Iterator[Node]:
        if draft.number in self.placed:
            return
        self.placed.add(draft.number)
        if not self.depth:
            self.single.add(draft.number)
        yield self.made(draft)

    def made(self, draft: Draft) -> Node:
        """The node of a draft."""
        reads = self.found.reads.get(draft.number, set())
        return Node(
            draft.number,
            draft.variable,
            self.action(draft),
            Slug(draft.name),
            self.spans.of(draft.site),
            tuple(e for e in draft.edges if self.is_own(e)),
            self.policy(draft),
            auto=draft.auto,
            mapped=draft.mapped,
            place=draft.place,
            outside=bool(reads - self.found.passed),
        )

    def is_own(self, edge: Edge) -> bool:
        """Whether an edge comes from a node of this flow; a place in the text may add
        to several flows."""
        source = edge.source
        return not isinstance(source, Ref) or source.node in self.numbers

    def action(self, draft: Draft) -> Action:
        """What a node does; a function of module level may be called in a kernel."""
        definition = draft.task.definition if draft.task is not None else None
        if definition is None or not isinstance(draft.action, TaskCall):
            return draft.action
        node = definition.definition
        own = self.found.source.tasks.get(definition.name) is definition
        whole = own and draft.whole and not definition.signature.flawed
        plain = whole and node in self.plain
        return TaskCall(definition.name, plain, definition.by_position)

    def policy(self, draft: Draft) -> Policy:
        """The settings that a task's decorator says."""
        definition = draft.task.definition if draft.task is not None else None
        keywords = definition.keywords if definition is not None else {}
        items = [(k, self.found.expr(v)) for k, v in keywords.items() if k in SHOWN]
        return Policy(tuple(items))
