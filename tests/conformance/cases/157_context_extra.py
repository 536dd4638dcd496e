"""Keys put in prefect.context reach the tasks; an absent one is AttributeError, or the default with get."""
import prefect
from prefect import task, Flow
CONTEXT = {"region": "eu", "opts": {"a": {"b": 1}}}

@task
def show():
    c = prefect.context
    return (c.region, c["opts"]["a"]["b"], "region" in c, c.get("absent"), c.get("absent", 5))

@task
def absent():
    return prefect.context.absent

with Flow("context") as flow:
    show()
    absent()
