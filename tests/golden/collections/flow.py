from prefect import Flow, task

KEY = "key"


@task
def one():
    return 1


@task
def text(x):
    return repr(x)


with Flow("collections") as flow:
    a, b = one(), one()
    text([a, b, 3])
    text((a, "x", b))
    text({a, 2})
    text({KEY: a, "other": 2, 3: b})
    text([[a], (b, {"deep": [a]})])
    text([1, 2, [3]])
    text([])
    pair = [a, b]
    text(pair)
    text(pair)
    text((a,))
