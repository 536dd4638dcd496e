from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


from prefect import unmapped

with Flow("maps") as flow:
    a = inc(1)
    inc.map()
    inc.map(unmapped(a))
    inc(unmapped(a))
    b = unmapped(a)
    inc.map(a, upstream_tasks=a)
    inc.map(a, upstream_tasks=[1])
    inc.map(inc)
