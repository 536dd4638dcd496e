from prefect import Flow
from syncing import sync

with Flow("sync") as flow:
    sync({"a": 1}, {"b": 2})
