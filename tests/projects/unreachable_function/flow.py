from prefect import Flow

import tools

with Flow("without frames") as flow:
    tools.parsed('{"a": [1]}')
