from prefect import Flow, task

seen = []


@task
def step(name):
    seen.append(name)
    return list(seen)


@task
def early():
    return "early"


with Flow("set upstream") as flow:
    first = step("first")
    second = step("second")
    third = step("third")
    first.set_upstream(third)
    third.set_upstream(second)
    e = early()
    e.set_downstream(second)
