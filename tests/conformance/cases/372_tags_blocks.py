"""Nested tags blocks, Parameters and collections inside of them, tags of mapped tasks; tags sorted in the slug."""
import prefect
from prefect import task, Flow, Parameter, tags

@task(tags=["zeta"])
def f(x):
    return sorted(prefect.context.task_tags)

with Flow("tag-blocks") as flow:
    with tags("b"):
        with tags("a", "c"):
            x = f(1)
        p = Parameter("p", default=[1, 2])
        f.map(p)
        f([x, p])
    f(1)
    f(2, task_args={"tags": {"only"}})
