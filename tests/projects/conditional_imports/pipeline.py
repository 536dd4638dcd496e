from prefect import Flow

from work import encode, open_target

with Flow("conditional") as flow:
    encode(None)
    open_target()
