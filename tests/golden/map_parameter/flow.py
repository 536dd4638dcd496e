from prefect import Flow, Parameter, task


@task
def square(x):
    return x * x


@task
def total(xs):
    return sum(xs)


with Flow("map parameter") as flow:
    numbers = Parameter("numbers", default=[1, 2, 3])
    squares = square.map(numbers)
    fourth = square.map(squares)
    total(fourth)
