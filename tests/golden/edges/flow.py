from prefect import Flow, case, task


@task
def inc(x, y=1):
    return x + y


@task
def seven():
    return 7


@task
def log():
    return "logged"


with Flow("edges") as flow:
    a = inc(1)
    log(upstream_tasks=[seven, a])
    b = inc(a, task_args={"name": "b", "tags": ["late"]})
    b.set_upstream(seven, key="y")
    inc(seven)
    flow.add_edge(b, log)
    flow.chain(a, b)
    inc.bind(**{"x": 5, "flow": flow})
    a.pipe(inc, y=3).pipe(inc)
    with case(b, 9):
        c = inc(a)
        with case(c, 3):
            inc(c)
