"""Parameters in arithmetic and indexing."""
from prefect import task, Flow, Parameter
PARAMETERS = {"n": 6}

@task
def show(x, y, z):
    return (x, y, z)

with Flow("parameter-arithmetic") as flow:
    n = Parameter("n", default=1)
    cfg = Parameter("cfg", default={"k": [10, 20]})
    show(n + 1, 2 * n, cfg["k"][1] - n)
