"""An explicit slug used twice is a ValueError; a call gets slug-copy."""
from prefect import task, Flow

@task(slug="mine")
def f():
    return 1

with Flow("slug-twice") as flow:
    f()
    f()
