from prefect import Flow

import jobs.nightly.names
from jobs.shared.steps import hours

with Flow(jobs.nightly.names.NAME) as flow:
    hours(90)
