"""Several flows in one file; flow.update merges one into the other."""
from prefect import task, Flow, Parameter
PARAMETERS = {"p": 5}

@task
def inc(x):
    return x + 1

with Flow("first") as first:
    a = inc(Parameter("p", default=1))

with Flow("second") as flow:
    b = inc(10)

flow.update(first)
with flow:
    inc(a + b)
