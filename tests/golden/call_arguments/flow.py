from prefect import Flow, task

NOBODY = object()


@task
def one():
    return 1


@task
def shown(a, b=2, *, c, d="d"):
    return f"{a} {b} {c} {d}"


@task
def anything(x, **more):
    return x, sorted(more.items())


with Flow("arguments") as flow:
    x = one()
    shown(x, c=3)
    shown(b=x, a=one(), c=None, d=-1)
    shown(shown(shown("innermost", c=one()), c=2), c=x)
    anything(x, left=x, right={"a": 1})
    anything(x=(1, 2), y=[], z="two\nlines")
