from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("edges") as flow:
    p = Parameter("p")
    a = inc(p)
    p.set_upstream(a)
    a.set_downstream(p)
