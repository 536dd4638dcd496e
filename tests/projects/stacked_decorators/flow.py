from prefect import Flow

from steps import echo, squared

with Flow("stacked") as flow:
    squared()
    echo(squared(3)[0])
