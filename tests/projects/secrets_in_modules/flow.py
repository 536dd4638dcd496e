from prefect import Flow

from access import connect, token

with Flow("secrets") as flow:
    connect(token)
