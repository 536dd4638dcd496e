from prefect import Flow

from by_alias import year
from by_class import day
from by_module import week

with Flow("dates") as flow:
    day("2024-02-28")
    week("2024-02-28")
    year("2024-02-28")
