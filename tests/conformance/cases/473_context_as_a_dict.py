import prefect
from prefect import Flow, task

WANTED = ("flow_name", "map_index", "task_name", "task_run_count", "today", "parameters")


@task
def names():
    return sorted(k for k in prefect.context.__dict__ if k in WANTED)


@task
def values(x):
    found = vars(prefect.context)
    return found["task_name"], found["map_index"], found.get("nothing"), x in found


with Flow("contexts") as flow:
    names()
    values.map(["today", "no"])
