# comment
from prefect import Flow, task


@task
def text():
    """Two
    lines."""
    return """a
b"""


with Flow("windows") as flow:
    text()
    values = [
        1,
        2,
    ]
