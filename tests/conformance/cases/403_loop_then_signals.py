"""A loop that ends by SKIP or SUCCESS."""
import prefect
from prefect import task, Flow
from prefect.engine.signals import LOOP, SKIP, SUCCESS

@task
def f(kind):
    n = prefect.context.get("task_loop_count", 1)
    if n == 3:
        raise {"skip": SKIP, "success": SUCCESS}[kind](f"after {n}", result=n)
    raise LOOP(result=n)

@task
def g(x):
    return x

with Flow("loop-signals") as flow:
    g.map(f.map(["skip", "success"]))
