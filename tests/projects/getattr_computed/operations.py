from prefect import task

FACTOR = 3


def do_add(x):
    return x + FACTOR


def do_times(x):
    return x * FACTOR


@task
def finish(xs):
    return sum(xs)
