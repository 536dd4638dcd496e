from prefect import task


@task
def sync(a, b):
    return {**a, **b}
