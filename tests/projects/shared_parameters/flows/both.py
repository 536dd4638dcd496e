from prefect import Flow

from common.params import days, hello, hours, user

with Flow("daily") as daily:
    hours(days)

with Flow("weekly") as weekly:
    hello(user, hours(days))
