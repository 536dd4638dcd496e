from company.steps.parse import parse
from prefect import Flow

with Flow("failing") as flow:
    parse("1,2")
    parse("1,x")
