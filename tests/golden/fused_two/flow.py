from prefect import Flow, task


@task
def numbers():
    return [1, 2, 3]


@task
def inc(x):
    return x + 1


@task
def add(x, y):
    return x + y


with Flow("two kernels") as flow:
    left = numbers()
    right = numbers()
    a = inc.map(inc.map(left))
    b = inc.map(inc.map(right))
    add.map(a, b)
    c = inc.map([1, 2])
    add.map(c, c)
