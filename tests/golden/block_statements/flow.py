from prefect import Flow, task

limits = {"low": 1}
step = 5
found = []


@task
def scaled(x):
    return x * step + limits["low"]


@task
def seen():
    return found


with Flow("block statements") as flow:
    """What a block may say beside its calls."""
    step = 10
    limits["low"] = 2
    found.append(step)
    a: int = 3
    b, c = a + 1, [a]
    scaled(a)
    if step > 5:
        c = c + [step]
    for n in range(2):
        found.append(n)
    del b
    assert a == 3, "carried"
    scaled.map(c)
    seen()
    pass
