from prefect import Flow, task


@task
def inc(x, y=1):
    return x + y


with Flow("run in block") as flow:
    inc(1)
    flow.run()
