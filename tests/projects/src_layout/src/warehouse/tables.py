from prefect import task


@task
def columns(table):
    return sorted(table)
