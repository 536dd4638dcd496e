from prefect import Flow

import toolkit
from toolkit import DEFAULTS, get, store

with Flow("toolkit") as flow:
    store(get(DEFAULTS["size"]), toolkit.__version__)
    toolkit.store(toolkit.get(1), version="other")
