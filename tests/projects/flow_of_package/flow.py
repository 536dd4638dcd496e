from prefect import Parameter, task
from thirdparty.flows import Flow


@task
def inc(x):
    return x + 1


@task(max_retries=0)
def total(numbers):
    return sum(numbers)


with Flow("of a package", owners=["data"]) as flow:
    numbers = Parameter("numbers", default=[1, 2, 3])
    total(inc.map(numbers))

flow.tell("everybody")
