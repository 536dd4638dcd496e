from prefect import Flow, task


@task
def good():
    return 1


@task
def broken(x):
    if x:
        raise ValueError(f"no {x}\nand a second line")
    return x


@task
def after(x):
    return x


with Flow("failing flow") as flow:
    x = good()
    after(broken(x))
    after.map(broken.map([0, 1, 2]))
    after(x)
