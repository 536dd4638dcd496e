"""Flow classes of packages whose source is not at hand."""

import company.flows as company
from prefect import Parameter, task
from vendor.base import CustomFlow as Job
from vendor.tools import Timer


@task
def inc(x):
    return x + 1


with Job(owners=["data"], schedule=None) as nightly:
    inc(Parameter("x", default=1))

with company.Flow("by an attribute", on_call="ops") as other:
    inc(1)

with Timer() as timer:
    print("no flow: no task is called here")
