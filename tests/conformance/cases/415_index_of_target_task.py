"""Indexing a task with a target, checkpointing on: the index node inherits the Result, so the same location."""
import os
from prefect import task, Flow
from prefect.engine.results import LocalResult
from prefect.engine.serializers import JSONSerializer
ENV = {"PREFECT__FLOWS__CHECKPOINTING": "true"}
RUNS = 2
TMP = os.environ.get("CASE_TMP", ".")

@task(target="{flow_name}-{task_name}.json", result=LocalResult(dir=TMP, serializer=JSONSerializer()))
def f():
    return {"x": 1, "y": [2, 3]}

@task
def ls(*, x, y):
    return (x, y, sorted(os.listdir(TMP)))

with Flow("target-index") as flow:
    got = f()
    ls(x=got["x"], y=got["y"])
