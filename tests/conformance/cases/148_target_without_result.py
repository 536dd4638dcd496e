"""target without a Result: Failed with ResultNotImplementedError."""
from prefect import task, Flow

@task(target="out.bin")
def get():
    return 1

@task
def after(x):
    return x

with Flow("target-no-result") as flow:
    after(get())
