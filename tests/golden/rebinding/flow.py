from prefect import Flow, task


@task
def inc(x):
    return x + 1


with Flow("rebinding") as flow:
    x = 1
    x = inc(x)
    x = inc(x)
    y = x
    x = inc(y)
    y = inc(x)
    n = 10
    y = inc(n)
    n = n + 1
    z = w = inc(n)
    inc(z)
    inc(w)
