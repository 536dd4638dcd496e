from prefect import Flow, task


@task
def sizes():
    from maths import OFFSET

    return [OFFSET, -1, 0]


with Flow("local imports") as flow:
    from steps import measured

    measured.map(sizes())
