"""Maps over the same elements that share no kernel, each pair for another reason."""

from prefect import Flow, task


@task
def inc(x):
    return x + 1


@task(tags=["dask-resource:GPU=1", "slow"])
def train(x):
    return x * 2


@task(tags=["dask-resource:GPU=1"])
def check(x):
    return x - 1


@task(target="{x}.txt")
def kept(x):
    return x


SIZE = 5

with Flow("apart") as flow:
    trained = train.map(inc.map(range(SIZE)))
    checked = check.map(trained)
    stored = kept.map(inc.map(range(SIZE)))
