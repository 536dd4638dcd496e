from prefect import Flow, task
from prefect.client import Client
from prefect.tasks.aws.s3 import S3Upload
from prefect.tasks.snowflake import SnowflakeQuery

query = SnowflakeQuery(account="acme", user="reader", name="read rows")
upload = S3Upload(bucket="results")


@task
def render(rows):
    return f"{len(rows)} rows"


@task
def ask():
    return Client().graphql("query { tenant { id } }")


@task
def independent():
    return "still run"


with Flow("library tasks") as flow:
    rows = query(query="select 1")
    upload(data=render(rows), key="report.txt")
    ask()
    independent()
