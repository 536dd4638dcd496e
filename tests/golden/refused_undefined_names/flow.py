from prefect import Flow, task


@task
def inc(x):
    return x + 1


def chain(x):
    return inc(lenght(x))


def length(x):
    return x["length"]


with Flow("typos") as flow:
    a = inc(1)
    b = icn(a)
    for limit in (1, 2):
        inc(limits)
    chain(b)
    total = Parameter("total")
