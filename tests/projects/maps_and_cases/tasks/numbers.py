from prefect import task

STEP = 1


@task
def inc(x, by=STEP):
    if x == 13:
        raise ValueError("unlucky")
    return x + by


@task
def total(xs):
    return sum(x for x in xs if isinstance(x, int))


@task
def pairs(n):
    return [[i, i + 1] for i in range(n)]
