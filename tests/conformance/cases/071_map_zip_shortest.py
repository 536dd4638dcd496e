"""Width of a map is the length of the shortest mapped upstream."""
from prefect import task, Flow

@task
def nums():
    return [1, 2, 3, 4]

@task
def add(x, y):
    return x + y

with Flow("map-zip") as flow:
    add.map(nums(), [10, 20])
    add.map(x=(1,), y=nums())
