"""Lambdas as tasks: named <lambda> unless name= is given."""
from prefect import task, Flow

double = task(lambda x: x * 2)
with Flow("lambdas") as flow:
    a = double(4)
    b = task(lambda x, y=1: x + y, name="plus")(a)
    task(lambda: 7)()
