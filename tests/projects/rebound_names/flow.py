from prefect import Flow

import names
from names import calls, path

with Flow(f"rebound {path}") as flow:
    names.names()
    calls(names.low)
