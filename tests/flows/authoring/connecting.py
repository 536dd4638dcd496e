"""Edges, collections, operators and maps."""

from prefect import Flow, Parameter, Task, flatten, mapped, task, unmapped
from prefect.core import Edge
from prefect.tasks.core.collections import Dict, List, Set, Tuple
from prefect.utilities.tasks import as_task


@task
def a(x=1):
    return x


@task
def b(x, y=2):
    return x


@task
def c(x=None):
    return x


def calls():
    with Flow("f") as flow:
        r = a()
        b(r, y=r)
        b(r, upstream_tasks=[a(), c])
        b(c, a)
        b(c(b(a())), 3)
        b("constant", y={"k": [1, 2]})
    return flow


def by_methods():
    with Flow("f") as flow:
        r, s = a(), c()
        r.set_upstream(s)
        r.set_downstream(b(1))
        c.set_upstream(r, key="x")
        s.set_downstream(c, key="x")
        a.set_dependencies(
            upstream_tasks=[r, 5], downstream_tasks=[c()], keyword_tasks={"x": s}
        )
        r | b(2) | c
        [r, s] | a()
        7 | r
        r.pipe(b, y=1).pipe(c)
        r.pipe(unmapped).pipe(mapped).pipe(a)
    return flow


def pipe_self():
    with Flow("f"):
        a().pipe(b, self=1)


def mapped_methods():
    with Flow("f") as flow:
        r = a()
        c.set_upstream(r, mapped=True)
        a.bind([1, 2], mapped=True)
        c().set_downstream(b.map([1]), mapped=True)
        c().set_dependencies(keyword_tasks={"x": [1, 2]}, mapped=True)
        b(unmapped([1, 2]), [r], mapped=True)
    return flow


def without_a_block():
    flow = Flow("f", tasks=[a], edges=[Edge(a, c, key="x"), Edge(a, b)])
    c.copy().set_upstream(a, flow=flow)
    flow.add_edge(a, c)
    flow.add_edge(3, c)
    flow.add_edge([1, 2], c, key="x", mapped=True)
    flow.add_edge(unmapped(c), b, key="x", mapped=True)
    flow.add_edge({"k": 1}, b, key="y", flattened=True)
    flow.chain(a, b, c)
    flow.set_dependencies(b, upstream_tasks=[c, 4], keyword_tasks={"x": a, "y": 6})
    flow.add_task(Task(name="alone"))
    b(1, flow=flow)
    b.map([1], y=unmapped(a), flow=flow)
    return flow


def bound_twice():
    with Flow("f") as flow:
        b.bind(1, a())
        b.bind(2, c())
    return flow


def same_edge_twice():
    with Flow("f") as flow:
        r = a()
        r.set_downstream(c)
        r.set_downstream(c)
        r.set_downstream(c, key="x")
    return flow


def same_key_validated():
    flow = Flow("f")
    flow.add_edge(a, c, key="x", validate=True)
    flow.add_edge(b, c, key="x", validate=True)


def unknown_key_validated():
    flow = Flow("f")
    flow.add_edge(a, c, key="z", validate=True)


def odd_key():
    Flow("f").add_edge(a, c, key="not a name")


def keyword_key():
    Flow("f").add_edge(a, c, key="from")


def to_itself():
    Flow("f").add_edge(a, a)


def cycle_validated():
    flow = Flow("f")
    flow.add_edge(a, b)
    flow.add_edge(b, c)
    flow.add_edge(c, a, validate=True)


def cycle():
    with Flow("f") as flow:
        a.set_upstream(b)
        b.set_upstream(a)
    flow.validate()


def cycle_unnoticed():
    with Flow("f") as flow:
        a.set_upstream(b)
        b.set_upstream(a)
    flow.tasks
    return flow


def collections():
    with Flow("f") as flow:
        r = a()
        c([r])
        c((r, [1, (r, 2)]))
        c({r})
        c({"k": r, 5: [r, 6]})
        c({"k": {"inner": {r}}, "l": 3})
        c([unmapped(r), mapped(r), flatten([r])])
        c([[], {}, (), [1, {2}]])
        c([r, None, "text"])
        c.map([r, r])
        c.map({"k": r})
        c.map((r, 2))
        c([[[[r]]]])
        c([a, b])
        c([Parameter("p"), Parameter("q", 1)])
    return flow


def collection_tasks():
    with Flow("f") as flow:
        List()(1, a(), [2, a])
        Tuple(name="pair").bind(a(), 2)
        Set()(*"abc")
        Dict()(keys=["k"], values=[a()])
        List().bind(mapped=True, flow=flow, upstream_tasks=[a()])
        as_task([1, a()])
        as_task({1: a()}, flow=flow)
        as_task(5)
        c(as_task(6))
        flow.add_task(as_task("lonely"))
    return flow


def collection_outside_a_flow():
    as_task([a])


def names_of_constants():
    class Odd:
        def __repr__(self):
            return "odd"

    with Flow("f") as flow:
        values = [1, "text", "long text", [1, 2], [1, 2, 3], None, Odd(), 1.5, (), {}]
        for value in values:
            c.map(mapped(value))
        c(upstream_tasks=values)
        c(flatten([[1], [2]]))
        c.map(unmapped([1, 2]), upstream_tasks=[unmapped(1), [2, 3], a()])
    return flow


def annotations():
    with Flow("f") as flow:
        r = a()
        b(mapped(r), unmapped(r))
        b.map(flatten(r), unmapped(flatten(r)))
        b.map(unmapped(mapped(r)), mapped(unmapped(r)))
        b(flatten(flatten([[1]])), y=mapped(flatten(r)))
        b.map([flatten(r)], y=flatten([r, [1]]))
        flatten(r).value | c()
        c.map(flatten(mapped(unmapped(r))))
        b.map(r[0], r + [1])
    return flow


def map_over_generator():
    with Flow("f"):
        c.map(x for x in [1])


def map_over_number():
    with Flow("f"):
        c.map(3)


def map_over_number_by_name():
    with Flow("f") as flow:
        c.map(x=3)
        c.map(x={1})
    return flow


def map_without_arguments():
    with Flow("f") as flow:
        a.map()
        a.map(upstream_tasks=[a(), [1, 2]])
    return flow


def operators():
    with Flow("f") as flow:
        x, y = a(), c()
        x + y, x - 1, 2 * x, x / y, 3 / x, x // 2, 7 // x, x % 3, 4 % x
        x**2, 2**x, 1 + x, 1 - x, x * y, x & y, True & x, x & False
        x > 1, x >= y, x < 2, x <= y, 1 > x, 2 >= x, 3 < x, 4 <= x
        x.is_equal(1), x.is_not_equal(y), x.not_(), x.or_(y), x.or_(3)
        x == y, x != y, x and y, not x
        x["k"], x[0], x[y], x[1:2], x["k"]["l"], x[[1, y]]
        a + 1
        x | y
    return flow


def item_of_checkpointed():
    kept = task(lambda: 1, checkpoint=False, name="kept")
    with Flow("f") as flow:
        kept()["k"]
        Parameter("p")[0]
    return flow


def unsupported_operator():
    with Flow("f"):
        -a()


def unsupported_attribute():
    with Flow("f"):
        a().real


def unsupported_len():
    with Flow("f"):
        len(a())


def unsupported_shift():
    with Flow("f"):
        a() << 1
