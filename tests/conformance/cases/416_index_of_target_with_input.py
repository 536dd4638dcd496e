"""Indexing a task whose target names an input, checkpointing on: the index node lacks that input and fails."""
import os
from prefect import task, Flow
from prefect.engine.results import LocalResult
ENV = {"PREFECT__FLOWS__CHECKPOINTING": "true"}

@task(target="{x}.bin", result=LocalResult(dir=os.environ.get("CASE_TMP", ".")))
def f(x):
    return {"x": x}

with Flow("target-index-input") as flow:
    f("k")["x"]
