from prefect import Flow

from first_tasks import first_only
from second_tasks import second_only

SECOND = "the second"

with Flow("the first") as first:
    first_only()

with Flow(SECOND) as second:
    second_only(SECOND)
