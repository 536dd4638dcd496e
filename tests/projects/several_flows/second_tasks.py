from prefect import task


@task
def second_only(name):
    return name
