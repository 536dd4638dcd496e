from datetime import timedelta

from prefect import Flow, task

PAUSE = timedelta(milliseconds=1)
tries = []


@task(name="extract all")
def extract():
    return [3, 1, 2]


@task(tags=["io", "slow"], checkpoint=True)
def load(x):
    return x


@task(max_retries=2, retry_delay=PAUSE, log_stdout=True)
def flaky(x):
    print("trying", x)
    tries.append(x)
    if len(tries) < 3:
        raise OSError(f"try {len(tries)}")
    return len(tries)


@task(nout=2, checkpoint=False)
def ends(numbers):
    return min(numbers), max(numbers)


@task(slug="the-last")
def last(a, b):
    return a + b


@task()
def nothing():
    pass


with Flow("decorators") as flow:
    numbers = extract()
    load(numbers)
    load(1)
    flaky(5)
    low, high = ends(numbers)
    last(low, high)
    nothing()
