from prefect import Flow, task
from prefect.engine.state import Success


@task
def first():
    return 1


@task
def second():
    return 2


@task
def third(x=0):
    return 3 + x


@task
def last(x, y):
    return x + y


def seen(flow, old, new):
    print(type(new).__name__)
    return new


with Flow("wiring", state_handlers=[seen]) as flow:
    a = first()
    b = second(upstream_tasks=[a])
    c = third()
    c.set_upstream(b, key="x")
    b.set_downstream(c)
    d = last(a, y=c)
    flow.chain(second(), third(), first())
    flow.set_reference_tasks([d])

with flow:
    e = first()

flow.add_task(second)
flow.add_edge(e, second)
third.bind(x=e, flow=flow)
flow.set_dependencies(task=d, upstream_tasks=[e])

state = flow.run(task_states={a: Success(result=5)})
print(state.result[d].result)
