from prefect import Flow, task

NAME = "computed"


@task
def numbers():
    return [1, 2, 3]


@task
def inc(x):
    return x + 1


@task
def add(x, y):
    return x + y


@task(name=NAME)
def other(x):
    return x


with Flow("not fused") as flow:
    xs = numbers()
    shared = inc.map(xs)
    inc.map(shared)
    add.map(shared, xs)
    shorter = add.map(inc.map(range(3)), range(2))
    add.map(inc.map(xs), [1, 2, 3])
    late = numbers(upstream_tasks=[xs])
    add.map(inc.map(xs), late)
    inc.map(inc.map(xs), upstream_tasks=[late])
    other.map(inc.map(xs))
    n = [1, 2]
    first = inc.map(n)
    n = [5, 6]
    add.map(first, n)
