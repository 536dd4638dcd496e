from names import TABLE
from prefect import Flow
from warehouse.tables import columns

with Flow("src layout") as flow:
    columns(TABLE)
