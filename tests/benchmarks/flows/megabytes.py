from prefect import Flow, task

SIZE = 200


@task
def megabyte(number):
    return bytes([number % 256]) * 1_000_000


@task(name="sum")
def total_length(parts):
    return sum(map(len, parts))


with Flow("megabytes") as flow:
    total = total_length(megabyte.map(range(SIZE)))
