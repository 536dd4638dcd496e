from prefect import Flow, Parameter, task


@task
def inc(x):
    return x + 1


def make():
    return inc.map([1, 2])


first = inc(1)
made = make()
half = Parameter("size") / 2

with Flow("outside") as flow:
    inc(first)
