"""A Parameter as the condition of case; a Parameter first used inside a block does not hang on it."""
from prefect import task, Flow, Parameter, case
from prefect.tasks.control_flow import merge
PARAMETERS = {"mode": "fast", "n": 4}

@task
def inc(x):
    return x + 1

with Flow("case-parameter") as flow:
    mode = Parameter("mode", default="slow")
    with case(mode, "fast"):
        a = inc(Parameter("n", default=1))
    with case(mode, "slow"):
        b = inc(Parameter("m", default=100))
    merge(a, b)
