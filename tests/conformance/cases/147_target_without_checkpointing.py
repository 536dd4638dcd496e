"""target with checkpointing off: nothing is written; a file that exists is still used."""
import os
from prefect import task, Flow
from prefect.engine.results import LocalResult
from prefect.engine.serializers import JSONSerializer
TMP = os.environ.get("CASE_TMP", ".")
RUNS = 2
EVENTS = []

with open(os.path.join(TMP, "there.json"), "w") as out:
    out.write("[1, 2]")

@task(target="{name}.json", result=LocalResult(dir=TMP, serializer=JSONSerializer()))
def get(name):
    EVENTS.append(name)
    return name

@task
def ls(a, b):
    return sorted(os.listdir(TMP))

with Flow("target-off") as flow:
    a = get("there")
    b = get("missing")
    ls(a, b)
