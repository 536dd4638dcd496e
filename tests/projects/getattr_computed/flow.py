import operations
from prefect import Flow, task


@task
def run(operation, x):
    return getattr(operations, "do_" + operation)(x)


with Flow("computed") as flow:
    found = [run(name, 5) for name in ("add", "times")]
    operations.finish(found)
