from prefect import Flow, task


@task
def inc(x, y=1):
    return x + y


with Flow("arguments") as flow:
    inc()
    inc(1, 2, 3)
    inc(1, x=2)
    inc(1, z=2)
    inc.map([1], [2], [3])
