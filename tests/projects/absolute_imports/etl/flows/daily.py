from prefect import Flow

from etl.constants import TABLES
from etl.tasks import extract, load

with Flow("daily") as flow:
    rows = [extract(table) for table in TABLES]
    load(rows)
