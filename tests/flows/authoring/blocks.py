"""Branches, resource managers, and functions that are mapped."""

import prefect
from prefect import Flow, Parameter, apply_map, case, flatten, mapped
from prefect import resource_manager, tags, task, unmapped
from prefect.tasks.control_flow import FilterTask, ifelse, merge, switch
from prefect.tasks.control_flow.conditional import CompareValue, Merge
from prefect.tasks.core.resource_manager import ResourceManager


@task
def cond(x=1):
    return x


@task
def a(x=1):
    return x


@task
def b(x=1):
    return x


@task
def c(x=1):
    return x


def cases():
    with Flow("f") as flow:
        value = cond()
        with case(value, True):
            p = Parameter("p")
            r = a(p)
            s = b(r)
            c([1, r])
            c.map([1, 2])
        with case(value, "a") as nothing:
            assert nothing is None
            t = a(s)
            c
        with case(value, None):
            pass
        with case(cond, [1, 2]):
            b.set_upstream(t)
        merge(s, t)
    return flow


def nested_cases():
    with Flow("f") as flow:
        with case(cond(), 1):
            outer = a()
            with case(cond(outer), 2):
                inner = b()
                c(inner)
            with case(inner, 3):
                c(outer)
        with tags("t"), case(cond(), "x"):
            a()
    return flow


def case_of_a_task_as_value():
    with Flow("f"):
        with case(cond(), a()):
            pass


def case_of_a_constant():
    with Flow("f") as flow:
        with case(1, 1):
            a()
        with case([cond(), 2], [1, 2]):
            b()
    return flow


def case_entered_again():
    with Flow("f") as flow:
        block = case(cond(), 1)
        with block:
            a()
        with block:
            b()
    return flow


def case_with_two_flows():
    other = Flow("g")
    with Flow("f"):
        with case(cond(), 1):
            a()
            b(flow=other)


def case_that_raises():
    with Flow("f") as flow:
        try:
            with case(cond(), 1):
                a()
                raise KeyError
        except KeyError:
            pass
        b()
    return flow


def switches():
    with Flow("f") as flow:
        r, s = a(), b()
        switch(cond(), {"a": r, "b": s, 3: c, None: [r, 1]})
        merge(r, s)
        switch(r, dict(x=5))
    return flow


def ifelses():
    with Flow("f") as flow:
        ifelse(cond(), a(), b())
        ifelse(cond, c(), None)
        ifelse(cond(1), None, c())
        ifelse(cond(2), None, None)
        ifelse(True, a(), b())
        r = a.map([1, 2])
        ifelse(cond.map([True, False]), r, b.map([3, 4]), mapped=True)
        switch(r, {1: c.map(r)}, mapped=True)
        merge(r, unmapped(3), mapped=True)
    return flow


def switch_of_number():
    with Flow("f"):
        switch(cond(), 3)


def merges():
    with Flow("f") as flow:
        merge(a(), b(), name="joined", max_retries=0, checkpoint=True)
        merge()
        merge(1, a())
        merge([a(), b()], c)
        Merge(tags=["m"])(task_1=a())
        CompareValue(3)(cond())
        CompareValue(value="v", name="cmp").bind(value=cond())
    merge(a, flow=flow)
    return flow


def merge_that_skips():
    with Flow("f"):
        merge(a(), skip_on_upstream_skip=True)


def merge_without_flow():
    merge(a)


def filters():
    with Flow("f") as flow:
        FilterTask()(a.map([1]))
        FilterTask(lambda x: x > 1, name="over", log_func=str)(a())
        FilterTask(filter_func=bool, trigger=prefect.triggers.all_successful)([a(), 1])
    return flow


@resource_manager
class Whole:
    def __init__(self, x, y=2):
        pass

    def setup(self):
        pass

    def cleanup(self, resource):
        pass


@resource_manager(
    name="short",
    init_task_kwargs={"tags": ["i"]},
    cleanup_task_kwargs=dict(max_retries=0, checkpoint=True),
)
class NoSetup:
    def cleanup(self, resource):
        pass


def resources():
    with Flow("f") as flow:
        with Whole(1) as resource:
            r = a(resource)
            b(r)
            c()
        with Whole(r, y=[r, 1]) as resource:
            pass
        with NoSetup() as nothing:
            assert nothing is None
            a()
            b(a())
        c()
    return flow


def resource_in_blocks():
    with Flow("f") as flow:
        with case(cond(), 1):
            with Whole(cond()) as resource:
                a(resource)
                with case(resource, 2):
                    b()
                with NoSetup():
                    c()
        with tags("t"), Whole(1, 2) as other:
            p = Parameter("p")
            b([other, p])
    return flow


def resource_by_hand():
    manager = ResourceManager(dict, setup_task_kwargs={"name": "opened"})
    flow = Flow("f")
    with manager(x=1, flow=flow) as resource:
        assert resource is None
        a(flow=flow)
    return flow


def resource_outside_a_flow():
    Whole(1)


def resource_without_argument():
    with Flow("f"):
        Whole()


def resource_of_two_flows():
    other = Flow("g")
    with Flow("f"):
        with Whole(1):
            a(flow=other)


def applied():
    def part(x, y=None):
        with case(cond(x), True):
            r = a(x)
        return merge(r, b(y))

    with Flow("f") as flow:
        source = c()
        result = apply_map(part, source, y=[1, 2])
        c(result)
    return flow


def applied_annotations():
    def part(x, y, z, k):
        a([x, y])
        b(z) + k
        return c()

    with Flow("f") as flow:
        source = cond()
        apply_map(part, flatten(source), unmapped(source), range(3), k=unmapped(7))
        apply_map(lambda x: x["k"], [{"k": 1}])
        apply_map(lambda x: 1, "abc")
        apply_map(lambda x, y: x - y, [1], "a")
    return flow


def applied_nested_annotations():
    with Flow("f") as flow:
        source = cond()
        apply_map(a, flatten(unmapped(source)))
        apply_map(b, unmapped(flatten(source)))
        apply_map(c, mapped(source))
    return flow


def applied_same_constant():
    values = [1, 2]

    def part(x, y):
        return a(x), b(y), c(x)

    with Flow("f") as flow:
        apply_map(part, values, values)
    return flow


def applied_in_blocks():
    def part(x):
        r = a(x)
        with case(r, 1):
            b()
        return r

    with Flow("f") as flow:
        with case(cond(), True):
            with Whole(1) as resource:
                apply_map(part, [1, 2])
        with tags("t"):
            apply_map(lambda x: c(x), [3])
    return flow


def applied_resource():
    def part(x):
        with Whole(x) as resource:
            a(resource)

    with Flow("f") as flow:
        apply_map(part, cond())
    return flow


def applied_without_a_block():
    def part(x, flow):
        return a(x, flow=flow)

    flow = Flow("f")
    apply_map(part, [1, 2], flow=flow)
    return flow


def applied_map_inside():
    with Flow("f"):
        apply_map(lambda x: a.map(x), [1])


def applied_mapped_inside():
    with Flow("f") as flow:
        apply_map(lambda x: a(mapped(x)), [[1]])
    return flow


def applied_applied():
    with Flow("f"):
        apply_map(lambda x: apply_map(a, x), [[1]])


def applied_to_number():
    with Flow("f"):
        apply_map(a, 3)


def applied_to_set():
    with Flow("f"):
        apply_map(a, x={3})


def applied_outside_a_flow():
    apply_map(a, [1])
