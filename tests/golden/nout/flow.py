from prefect import Flow, task

KIND = "computed"


@task(nout=3)
def three():
    return "a", "b", "c"


@task
def join(*, parts):
    return "-".join(parts)


@task(nout=2, name=f"{KIND} pair")
def pair(x):
    return [x, x * 2]


with Flow("nout") as flow:
    a, b, c = three()
    join(parts=[c, b, a])
    (d, e) = pair(a)
    (f, g), h = [pair(e), d]
    join(parts=(f, g, h))
    whole = pair("w")
    join(parts=whole)
