"""An explicit slug equal to a later automatic one: the automatic one goes on counting."""
from prefect import task, Flow

@task(name="a", slug="a-1")
def explicit():
    return "explicit"

@task(name="a")
def auto():
    return "auto"

with Flow("slug-in-the-way") as flow:
    flow.add_task(explicit)
    auto()
    auto()
