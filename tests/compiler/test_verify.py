"""The verifier notices whatever a pass may get wrong."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.ir.expr import Expr
from flowc.compiler.ir.extent import ONCE, Known
from flowc.compiler.ir.flow import (
    Data,
    Edge,
    Flow,
    Kernel,
    Node,
    Order,
    Ref,
    Region,
    RegionKind,
    Spread,
    TaskCall,
    Unfused,
)
from flowc.compiler.ir.verify import IRError, verify
from flowc.compiler.passes import PASSES, run_passes
from flowc.compiler.source import source_from_bytes

SOURCE = b"""
from prefect import Flow, Parameter, task

@task
def inc(x, y=0):
    return x + y

with Flow("checked") as flow:
    p = Parameter("p", default=[1])
    a = inc.map(p)
    b = inc.map(a)
    c = inc.map(b, y=p)
    d = inc(c)
    e = inc([d, 1])
"""


@pytest.fixture(scope="module")
def flow() -> Flow:
    source = source_from_bytes(SOURCE, "flow.py")
    [found] = compile_source(source, Options()).flows
    return found


def node_of(flow: Flow, variable: str) -> Node:
    return next(n for n in flow.region.nodes() if n.variable == variable)


def changed(flow: Flow, variable: str, **values: object) -> Flow:
    """The flow with some attributes of one node replaced."""
    old = node_of(flow, variable)
    new = replace(old, **values)  # type: ignore[arg-type]
    items = [new if item is old else item for item in flow.region.items]
    return replace(flow, region=Region(tuple(items)))


def with_edge(flow: Flow, variable: str, edge: Edge) -> Flow:
    return changed(flow, variable, edges=(*node_of(flow, variable).edges, edge))


def number(flow: Flow, variable: str) -> int:
    return node_of(flow, variable).number


def kernel(flow: Flow, *variables: str) -> Kernel:
    return Kernel(tuple(number(flow, variable) for variable in variables))


def kernels(*groups: str) -> Callable[[Flow], Flow]:
    def change(flow: Flow) -> Flow:
        return replace(flow, kernels=tuple(kernel(flow, *group) for group in groups))

    return change


BREAKS: dict[str, Callable[[Flow], Flow]] = {
    "two nodes have the number": lambda f: changed(f, "e", number=number(f, "d")),
    "two nodes have the slug 'inc-1'": lambda f: changed(
        f, "e", slug=node_of(f, "a").slug
    ),
    "from %99, which is no node": lambda f: with_edge(f, "e", Edge(Ref(99), Order())),
    "each of [1], which is no node": lambda f: with_edge(
        f, "c", Edge(Expr("[1]"), Data("z"), Spread.EACH)
    ),
    "waits for 5, which is no node": lambda f: with_edge(
        f, "e", Edge(Expr("5"), Order())
    ),
    "outside the run depends on others": lambda f: with_edge(
        f, "p", Edge(Ref(number(f, "d")), Order())
    ),
    "the flow's own region has a head": lambda f: replace(
        f, region=replace(f.region, head="for x in y:")
    ),
    "a region has no head: loop": lambda f: replace(
        f, region=Region((Region(f.region.items, RegionKind.LOOP),))
    ),
    "are in several regions": lambda f: replace(
        f,
        region=Region(
            (
                *f.region.items[:3],
                Region(f.region.items[3:], RegionKind.LOOP, "for x in y:"),
            )
        ),
    ),
    "is mapped, and runs once": lambda f: changed(f, "c", extent=ONCE),
    "is not mapped, and runs 3 times": lambda f: changed(f, "d", extent=Known(3)),
    "%99 is no node of the flow": lambda f: replace(f, kernels=(Kernel((99, 1)),)),
    "fewer than two nodes": kernels("a"),
    "not in the order of the region": kernels("cba"),
    "different extents": lambda f: changed(f, "b", extent=Known(3)),
    "waits for a state": lambda f: with_edge(
        f, "b", Edge(Ref(number(f, "p")), Order())
    ),
    "is not mapped": kernels("abcd"),
    "calls no plain function": lambda f: changed(f, "b", action=TaskCall("inc")),
    "is read by none of its kernel": kernels("ac"),
    "is read outside the kernel": lambda f: with_edge(
        f, "d", Edge(Ref(number(f, "b")), Data("y"))
    ),
    "which is in its own kernel": lambda f: with_edge(
        f, "c", Edge(Ref(number(f, "a")), Data("z"))
    ),
    "in kernel 1 and in kernel 2": kernels("abc", "bc"),
    "is needed by what its own kernel waits for": kernels("ac"),
    "left unfused, and is no mapped node": lambda f: replace(
        f, unfused=(Unfused(99, 1, "why"),)
    ),
}


def test_nothing_is_wrong_with_what_flowc_makes(flow: Flow) -> None:
    assert len(flow.kernels) == 1
    verify(flow)


@pytest.mark.parametrize("message", BREAKS)
def test_a_fault_is_found(flow: Flow, message: str) -> None:
    broken = BREAKS[message](flow)
    with pytest.raises(IRError) as caught:
        verify(broken)
    assert message in str(caught.value)


def test_what_no_pass_has_promised_yet_is_not_asked(flow: Flow) -> None:
    unmeasured = changed(flow, "c", extent=ONCE)
    verify(unmeasured, done=())
    with pytest.raises(IRError):
        verify(unmeasured, done=["extents"])


def test_passes_are_checked_one_by_one(flow: Flow) -> None:
    seen: list[list[str]] = []
    run_passes(flow, lambda _, done: seen.append(list(done)))
    names = [each.__name__ for each in PASSES]
    assert seen == [names[: place + 1] for place in range(len(names))]


def test_the_tests_themselves_compile_with_the_verifier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("flowc.compiler.passes.PASSES", (forgetful,))
    with pytest.raises(IRError, match="no node of the flow"):
        compile_source(source_from_bytes(SOURCE, "flow.py"), Options())


def forgetful(flow: Flow) -> Flow:
    """A pass that loses a node."""
    items = [item for item in flow.region.items if item is not node_of(flow, "a")]
    return replace(flow, region=Region(tuple(items)))
