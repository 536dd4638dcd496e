from prefect import Flow, task


@task
def inc(x, y=1):
    return x + y


with Flow() as flow:
    inc(1)
