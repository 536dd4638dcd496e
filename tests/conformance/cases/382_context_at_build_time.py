"""prefect.context in the with block: environment keys, the flow being built, and absent keys."""
import prefect
from prefect import task, Flow, case
ENV = {"PREFECT__CONTEXT__MODE": "full", "PREFECT__CONTEXT__N": "3"}

@task
def step(x):
    return (x, prefect.context.get("mode"), prefect.context.get("flow_name"))

with Flow("context-build") as flow:
    c = prefect.context
    for i in range(c.get("n", 1)):
        step(i)
    if c.get("mode") == "full":
        step(f"full {c.flow.name}")
    step(str(c.get("map_index", "no index")))
