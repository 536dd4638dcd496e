from prefect import Flow, task

@task
def one()
    return 1
