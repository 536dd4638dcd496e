from prefect import task


def max(values):
    return "my max of " + ",".join(values)


def print(*values):
    return ["printed", *values]


id = 17


@task
def shadowed(values):
    return max(values), print(id, *values)
