from prefect import task


@task
def common(x):
    return f"common {x}"
