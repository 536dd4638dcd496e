"""target templates with a parameter, an input, context keys and map_index; checkpointing on."""
import os
from prefect import task, Flow, Parameter, unmapped
from prefect.engine.results import LocalResult
ENV = {"PREFECT__FLOWS__CHECKPOINTING": "true"}
TMP = os.environ.get("CASE_TMP", ".")
PARAMETERS = {"env": "dev"}

@task(target="{parameters[env]}/{flow_name}/{task_name}-{x}-{map_index}.bin", result=LocalResult(dir=TMP))
def f(x, env):
    return x * 2

@task
def ls(xs):
    found = []
    for root, _, files in os.walk(TMP):
        found += [os.path.relpath(os.path.join(root, n), TMP) for n in files]
    return sorted(found)

with Flow("template") as flow:
    ls(f.map(["a", "b"], env=unmapped(Parameter("env", default="prod"))))
