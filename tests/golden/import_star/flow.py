from prefect import *
from prefect.triggers import *
from prefect.tasks.control_flow import *


@task(trigger=all_finished)
def one(x):
    if context.get("nothing"):
        raise ValueError("never")
    return x


with Flow("star") as flow:
    limit = Parameter("limit", default=2)
    a = one(limit)
    with case(a, 2):
        b = one(a)
    merge(a, b)
