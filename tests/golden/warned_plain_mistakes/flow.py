from prefect import Flow, task


@task
def inc(x):
    return x + 1


@task
def late(x):
    return x if x else undefined(x)


def show(x):
    print(x)


with Flow("warned") as flow:
    a = inc(1)
    if a > 1:
        inc(2)
    name = f"{a}"
    show(a)
    late(a)
