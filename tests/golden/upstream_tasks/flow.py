from prefect import Flow, task

order = []


@task
def note(name):
    order.append(name)
    return name


@task
def boom():
    raise ValueError("boom")


@task
def said():
    return list(order)


with Flow("upstream tasks") as flow:
    a = note("a")
    b = note("b", upstream_tasks=[a])
    c = note("c", upstream_tasks=[a, b])
    d = said(upstream_tasks=[c])
    e = note("never", upstream_tasks=[boom()])
    f = note.map(["x", "y"], upstream_tasks=[note.map(["v", "w"], upstream_tasks=[])])
