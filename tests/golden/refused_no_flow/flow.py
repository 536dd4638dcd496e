from prefect import Flow, task


@task
def one():
    return 1


def build():
    with Flow("inside") as flow:
        one()
    return flow


flow = build()
