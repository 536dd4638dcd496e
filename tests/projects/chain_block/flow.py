from prefect import Flow

import steps

with Flow("chain") as flow:
    flow.chain(steps.three, steps.one, steps.two)
