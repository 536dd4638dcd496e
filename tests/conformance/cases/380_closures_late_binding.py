"""Lambdas in a loop bind late, default arguments and factories bind early, as in Python."""
from prefect import task, Flow

def make(i):
    return task(lambda x: x + i, name=f"early{i}")

with Flow("late-binding") as flow:
    for i in range(2):
        task(lambda x: x + i, name=f"late{i}")(10)
        task(lambda x, j=i: x + j, name=f"default{i}")(10)
        make(i)(10)
    [task(lambda x: x * k, name=f"comp{k}")(10) for k in range(3)]
