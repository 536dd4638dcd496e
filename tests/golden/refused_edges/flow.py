from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("edges") as flow:
    p = Parameter("p")
    a = inc(p)
    p.set_upstream(a)
    a.set_upstream(a, 2)
    a.set_upstream()
    inc(1, upstream_tasks=a)
    inc(1, upstream_tasks=[inc])
    b = inc(a, task_args={"name": "b"})
    inc(inc)
