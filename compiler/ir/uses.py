"""What names and stand-ins a flow's carried text uses."""

from collections.abc import Iterable, Iterator

from .code import Code
from .expr import Expr
from .flow import Carried, Flow


def expressions(flow: Flow) -> Iterator[Expr]:
    """Every build-time expression of the flow."""
    yield flow.name
    for node in flow.region.nodes():
        yield node.slug.name
        yield from (value for _, value in node.policy.items)
        yield from (e.source for e in node.edges if isinstance(e.source, Expr))
        for name in ("value", "parameter", "default", "required"):
            found = getattr(node.action, name, None)
            if isinstance(found, Expr):
                yield found


def expression_names(flow: Flow) -> frozenset[str]:
    """The variables that build-time expressions and carried statements use."""
    found: set[str] = set()
    for each in expressions(flow):
        found |= each.names
    for item in flow.region.items:
        if isinstance(item, Carried):
            found |= item.names
    return frozenset(found)


def expression_symbols(flow: Flow) -> frozenset[str]:
    """The stand-ins that build-time expressions and carried statements use."""
    found: set[str] = set()
    for each in expressions(flow):
        found |= each.symbols
    for item in flow.region.items:
        if isinstance(item, Carried):
            found |= item.symbols
    return frozenset(found)


def code_names(code: Iterable[Code]) -> frozenset[str]:
    """Every variable that carried code uses or binds."""
    return frozenset(name for each in code for name in {*each.names, *each.binds})
