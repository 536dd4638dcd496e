from prefect import task

SIZE = 2


@task
def load():
    return list(range(SIZE))
