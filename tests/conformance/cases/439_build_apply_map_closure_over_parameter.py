"""An apply_map function that uses an outer Parameter, not yet in the flow, without passing it is refused."""
from prefect import task, Flow, Parameter, apply_map

@task
def add(x, y):
    return x + y

with Flow("apply-closure-parameter") as flow:
    p = Parameter("p", default=5)
    apply_map(lambda x: add(x, p), [10, 20])
