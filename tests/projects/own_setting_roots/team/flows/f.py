from common import common
from prefect import Flow

with Flow("own setting") as flow:
    common("ground")
