from only import told
from prefect import Flow

with Flow("given") as flow:
    told()
