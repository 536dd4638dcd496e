"""Tasks defined inside the with block, inside of loops and functions."""
from prefect import task, Flow

with Flow("defined-in-block") as flow:
    @task
    def local(x):
        return x + 1

    def twice(node):
        @task(name="twice")
        def inner(x):
            return x * 2
        return inner(node)

    node = local(1)
    for i in range(2):
        @task(name=f"step{i}")
        def step(x, i=i):
            return (i, x)
        node = step(twice(node))
