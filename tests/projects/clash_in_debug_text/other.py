from prefect import task

rows = 2


@task
def debug():
    return f"{rows=}, {rows + 1 = }, {rows = !s:>3}"
