from prefect import Flow, task

from own import print, shadowed
from plain import used


def filter(values):
    return [value for value in values if value != "b"]


@task
def kept(values):
    return filter(values), print(len(values))


with Flow("builtins") as flow:
    shadowed(["a", "b"])
    used(["a", "b", ""])
    kept(["a", "b"])
