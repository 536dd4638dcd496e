from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


@task(nout=2)
def pair():
    return 1, 2


with Flow("unpacking") as flow:
    a, b = inc(1)
    c, d, e = pair()
    f, *g = pair()
    (h, i), j = [pair(), inc(2), 3]
    holder = {}
    holder["key"] = inc(3)
