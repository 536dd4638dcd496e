"""prefect.context keys in bodies: parameters, task_tags, names, map_index; temporary keys with prefect.context(...)."""
import prefect
from prefect import task, Flow, Parameter
PARAMETERS = {"p": 2}

def helper():
    return prefect.context.get("inner", "none")

@task(tags=["t1"])
def look(p):
    c = prefect.context
    with prefect.context(inner="temp"):
        inside = helper()
    return (c["parameters"]["p"], sorted(c.task_tags), c.task_slug, c.map_index, inside, helper(),
            c.get("task_loop_count"), "logger" in c)

with Flow("context-body") as flow:
    p = Parameter("p", default=1)
    look(p)
    look.map([p, 5])
