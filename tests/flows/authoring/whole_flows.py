"""Flows as values: their settings, and what is done with them after the block."""

import prefect
from prefect import Flow, Parameter, Task, task
from prefect.core.edge import Edge


@task
def a(x=1):
    return x


@task
def b(x=1):
    return x


@task
def c(x=1, y=2):
    return x


def _small(name="small"):
    with Flow(name) as flow:
        c(b(a()), y=Parameter("p"))
    return flow


def settings():
    return Flow(
        "f",
        None,
        tasks=[a, b],
        edges=[Edge(a, b, "x"), Edge([1], c, "x", mapped=True)],
        reference_tasks=[a],
        state_handlers=[print],
        on_failure=print,
        validate=True,
        terminal_state_handler=print,
    )


def no_name():
    Flow("")


def name_missing():
    Flow()


def handlers_no_list():
    Flow("f", state_handlers={print})


def own_class():
    class Mine(Flow):
        def __init__(self, name, **kwargs):
            super().__init__(f"my {name}", **kwargs)

        def add_task(self, task):
            return super().add_task(task)

    with Mine("x", tasks=[a]) as flow:
        b(a)
    assert repr(flow) == '<Mine: name="my x">'
    return flow


def entered_again():
    flow = _small()
    with flow:
        a()
    with flow as same:
        assert same is flow
        b()
    return flow


def nested_blocks():
    with Flow("f") as flow:
        a()
        with Flow("g"):
            b()
        c()
    return flow


def flow_of_the_context():
    def add():
        flow = prefect.context.get("flow")
        return b(flow=flow)

    with Flow("f") as flow:
        add()
        assert prefect.context.flow is flow
    assert prefect.context.get("flow") is None
    return flow


def block_that_raises():
    with Flow("f"):
        a()
        raise KeyError("k")


def after_a_block_that_raises():
    try:
        block_that_raises()
    except KeyError:
        pass
    a()


def references():
    flow = _small()
    flow.set_reference_tasks(flow.get_tasks(name="b"))
    return flow


def references_unset():
    flow = _small()
    flow.set_reference_tasks(flow.get_tasks(name="b"))
    flow.set_reference_tasks([])
    return flow


def foreign_references():
    _small().set_reference_tasks([a])


def found_tasks():
    with Flow("f") as flow:
        one = a()
        two = task(lambda: 1, name="a", tags=["t", "u"], slug="s").bind()
        three = b(one)
        Parameter("p")()
    assert set(flow.get_tasks(name="a")) == {one, two}
    assert flow.get_tasks(tags=["t"]) == [two]
    assert flow.get_tasks(slug="s") == [two]
    assert flow.get_tasks(slug="a-1") == []
    assert flow.get_tasks("b", task_type=Task) == [three]
    assert len(flow.get_tasks(task_type=Parameter)) == 1
    assert len(flow.get_tasks()) == 4
    return flow


def asked():
    flow = _small()
    (one,), (two,), (three,) = (flow.get_tasks(name=name) for name in "abc")
    assert flow.upstream_tasks(two) == {one}
    assert flow.downstream_tasks(two) == {three}
    assert {edge.key for edge in flow.edges_to(three)} == {"x", "y"}
    assert [edge.downstream_task for edge in flow.edges_from(one)] == [two]
    assert len(flow.all_upstream_edges()[three]) == 2
    assert len(flow.all_downstream_edges()[three]) == 0
    assert flow.sorted_tasks().index(one) < flow.sorted_tasks().index(two)
    assert flow.sorted_tasks(root_tasks=[two]) == (two, three)
    assert set(flow) == flow.tasks
    assert one in flow.tasks and len(flow.tasks) == 4
    assert flow.tasks.copy() - {one} == {two, three, *flow.parameters()}
    assert {edge for edge in flow.edges if edge.key == "y"} < flow.edges
    assert {repr(edge) for edge in flow.edges_to(two)} == {
        "<Edge(key=x, mapped=False, flattened=False): a to b>"
    }
    return flow


def asked_of_foreign():
    _small().edges_to(a)


def asked_of_foreign_below():
    _small().edges_from(a)


def sorted_from_foreign():
    _small().sorted_tasks([a])


def copies():
    flow = _small()
    other = flow.copy()
    with other:
        a()
    assert len(flow.tasks) == 4 and len(other.tasks) == 5
    assert flow == flow.copy() and flow != other
    with flow:
        a()
    return flow


def copied():
    flow = _small()
    flow.set_reference_tasks(flow.get_tasks(name="a"))
    other = flow.copy()
    with other:
        b()
    return other


def replaced():
    flow = _small()
    (old,) = flow.get_tasks(name="b")
    flow.replace(old, Task(name="new"))
    return flow


def replaced_reference():
    flow = _small()
    (old,) = flow.get_tasks(name="a")
    flow.set_reference_tasks([old, *flow.get_tasks(name="c")])
    flow.replace(old, 5)
    return flow


def replaced_with_constants():
    with Flow("f") as flow:
        old = c(1, y=a())
    flow.replace(old, b)
    return flow


def replaced_foreign():
    _small().replace(a, b)


def updated():
    flow = _small()
    with Flow("other") as other:
        task(lambda x: x, name="d")(Parameter("q", 3))
        task(lambda x: x, name="e")(4)
    other.set_reference_tasks(other.get_tasks(name="d"))
    flow.update(other)
    return flow


def updated_with_references():
    flow = _small()
    with Flow("other") as other:
        task(lambda x: x, name="e")(task(lambda: 1, name="d")())
    other.set_reference_tasks(other.get_tasks(name="d"))
    flow.update(other, merge_reference_tasks=True)
    return flow


def updated_parameters():
    flow = _small()
    with Flow("other") as other:
        task(lambda x: x, name="d")(Parameter("p", 3))
    flow.update(other, merge_parameters=True)
    return flow


def updated_same_parameter():
    flow = _small()
    flow.update(_small("other"))


def added_no_task():
    Flow("f").add_task(3)


def added_function():
    Flow("f").add_task(lambda: 1)


def chained():
    flow = Flow("f")
    assert len(flow.chain(a, b, c)) == 2
    assert flow.chain(a) == []
    flow.chain(c, 5, validate=True)
    return flow


def shared_tasks():
    with Flow("f") as flow:
        shared = a()
    with Flow("g") as other:
        b(shared)
        c(a)
    assert flow.slugs[shared] == other.slugs[shared] == "a-1"
    return other


def run_inside():
    with Flow("f") as flow:
        a()
        flow.run()


def register_inside():
    with Flow("f") as flow:
        a()
        flow.register("project")


def copied_task_keeps_nothing():
    with Flow("f") as flow:
        one = a(5)
        two = one.copy()
        two.bind(6)
        one.copy(name="other")()
        one(7)
    return flow


def loops():
    with Flow("f") as flow:
        last = None
        for number in range(4):
            last = c(number, y=last)
        results = [a(n, upstream_tasks=[last]) for n in range(3)]
        b(sum(results))
        b({f"k{n}": r for n, r in enumerate(results)})
    return flow
