"""flow.update with merge_parameters=True: both flows use one Parameter, the one (and the default) of the other flow."""
from prefect import task, Flow, Parameter

@task
def inc(x):
    return x + 1

@task
def dec(x):
    return x - 1

with Flow("one") as flow:
    inc(Parameter("p", default=1))

with Flow("two") as other:
    dec(Parameter("p", default=2))

flow.update(other, merge_parameters=True)
