from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("cycle") as flow:
    a = inc(1)
    b = inc(a)
    c = inc(b)
    a.set_upstream(c)
