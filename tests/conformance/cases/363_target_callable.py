"""A callable target gets the context and the inputs as keyword arguments; the second run is Cached."""
import os
from prefect import task, Flow
from prefect.engine.results import LocalResult
from prefect.engine.serializers import JSONSerializer
ENV = {"PREFECT__FLOWS__CHECKPOINTING": "true"}
RUNS = 2
EVENTS = []

def where(x, **context):
    return f"{context['flow_name']}-{x}.json"

@task(target=where, result=LocalResult(dir=os.environ.get("CASE_TMP", "."), serializer=JSONSerializer()))
def f(x):
    EVENTS.append(x)
    return {"x": x}

@task
def ls(x):
    return sorted(os.listdir(os.environ["CASE_TMP"]))

with Flow("target-callable") as flow:
    ls(f("k"))
