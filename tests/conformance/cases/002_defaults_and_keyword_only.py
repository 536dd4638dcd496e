"""Arguments not given are no edges: the function default is used at run time; keyword-only arguments work."""
from prefect import task, Flow

@task
def f(a, b=2, *, c, d=[4]):
    return (a, b, c, d)

with Flow("defaults") as flow:
    x = f(1, c=3)
    f(x, b=f(7, 8, c=9, d=None), c="k")
