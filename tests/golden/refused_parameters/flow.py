from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("parameters") as flow:
    a = Parameter("a")
    again = Parameter("a", default=2)
    inc(a, again)
