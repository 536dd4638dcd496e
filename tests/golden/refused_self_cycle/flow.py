from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("self cycle") as flow:
    a = inc(1)
    a.set_upstream(a)
