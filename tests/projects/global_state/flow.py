from prefect import Flow

from tasks import close, use

with Flow("global") as flow:
    first = use("first")
    second = use("second", upstream_tasks=[first])
    closed = close(upstream_tasks=[second])
    use("third", upstream_tasks=[closed])
