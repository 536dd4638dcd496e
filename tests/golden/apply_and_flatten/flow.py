from prefect import Flow, apply_map, mapped, task, unmapped


@task
def numbers():
    return [1, 2, 3]


@task
def inc(x, y=1):
    return x + y


@task
def is_odd(x):
    return x % 2 == 1


def both(x, y):
    """Two tasks for each element."""
    return inc(is_odd(x), y)


with Flow("maps") as flow:
    xs = numbers()
    apply_map(both, xs, y=unmapped(10))
    odd = is_odd(mapped(xs))
    inc.map(xs, upstream_tasks=[odd])
    inc.map(numbers)
    inc.map(*[xs, unmapped(5)])
    [inc(x) for x in (1, 2)]
