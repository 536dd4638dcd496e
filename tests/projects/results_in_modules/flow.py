from prefect import Flow

from steps import numbers, once, written

with Flow("kept") as flow:
    written(once(numbers()))
