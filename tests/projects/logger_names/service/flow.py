from prefect import Flow

from service.worker import work

with Flow("loggers") as flow:
    work(7)
