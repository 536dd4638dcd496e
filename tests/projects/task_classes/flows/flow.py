from prefect import Flow
from prefect.triggers import some_failed

from common.base import Multiply
from common.instances import double, flaky

triple = Multiply(scale=3)
never = Multiply(name="never", trigger=some_failed)

with Flow("classes") as flow:
    found = double(5)
    triple(found[1])
    double.copy(name="copied")(1, scale=7)
    never(1, upstream_tasks=[flaky()])
