"""mapped=True in a call is the same as .map; mapped(x) maps one argument only."""
from prefect import task, Flow, mapped

@task
def nums():
    return [1, 2, 3]

@task
def pair(x, y):
    return (x, y)

with Flow("mapped") as flow:
    n = nums()
    pair(mapped(n), n)
    pair(n, [7, 8, 9], mapped=True)
    pair(mapped(n), 10)
