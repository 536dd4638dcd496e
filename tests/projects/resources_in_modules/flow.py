from prefect import Flow, unmapped

from builders import all_loud
from connections import Connection, query

with Flow("resources") as flow:
    with Connection("db", port=5432) as connection:
        query(connection, "asked")
        all_loud(["a", "b"], unmapped(connection))
