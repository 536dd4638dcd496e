from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("names") as flow:
    a = inc(1)
    not_a_task(a)
    missing.method(a)
