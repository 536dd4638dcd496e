from prefect import Flow, task

from left import KEY, Point, count, value
from right import counted, matches, nested, strings


@task
def left(extra):
    return value, count, KEY, Point.x, extra


with Flow("scopes") as flow:
    left(f"{value}{count}")
    strings()
    nested("start ")
    matches()
    counted()
