from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


@task
def total(numbers):
    return sum(numbers)


def add_all(numbers):
    """Chain of calls: not a task."""
    result = 0
    for number in numbers:
        result = inc(result, number)
    return result


STEPS = {"one": 1, "two": 2}

with Flow("loop") as flow:
    start = Parameter("start", default=10)
    results = []
    for name, step in STEPS.items():
        # every step starts anew
        result = inc(start, step, task_args={"name": f"step {name}"})
        results.append(result)
    last = inc(1)
    while len(results) < 3:
        results.append(last)
    if len(STEPS) > 1:
        total(results)
    by_name = {name: inc(step) for name, step in STEPS.items()}
    by_name["two"].set_upstream(last)
    add_all([1, *by_name.values()])
