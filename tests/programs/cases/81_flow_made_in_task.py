# kind: flow-as-data
from prefect import Flow, task


@task
def double(n):
    return n * 2


@task
def doubled(n):
    with Flow("inner") as inner:
        result = double(n)
    return inner.run().result[result].result


@task
def total(numbers):
    return sum(numbers)


with Flow("outer") as flow:
    answer = total(doubled.map([1, 2]))

state = flow.run()
print(">>", state.result[answer].result)
