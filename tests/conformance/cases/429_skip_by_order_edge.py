"""A skip reaches a consumer through an ordering edge too, past a mapped consumer and a list."""
from prefect import task, Flow, unmapped
from prefect.engine.signals import SKIP
from prefect.triggers import all_finished

@task
def skip():
    raise SKIP("s")

@task
def v(x):
    return x

@task(trigger=all_finished, skip_on_upstream_skip=False)
def end(x):
    return ("end", x)

with Flow("skip-by-order") as flow:
    s = skip()
    a = v(1, upstream_tasks=[s])
    m = v.map([1, 2], upstream_tasks=[unmapped(s)])
    v([a, 5])
    end(m)
    end(a)
    end(1, task_args={"name": "ordered"}, upstream_tasks=[s])
