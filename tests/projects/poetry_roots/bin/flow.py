import ingest
from prefect import Flow

with Flow("poetry") as flow:
    ingest.parts.parts(ingest.STEP * 3)
