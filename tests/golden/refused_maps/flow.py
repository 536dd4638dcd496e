from prefect import Flow, task


@task
def inc(x, y=1):
    return x + y


with Flow("maps") as flow:
    inc.map(3)
    inc.map(x for x in range(3))
