"""SUCCESS, FAIL and SKIP raised by mapped children."""
from prefect import task, Flow
from prefect.engine.signals import FAIL, SKIP, SUCCESS
from prefect.triggers import all_finished

@task
def sort(x):
    if x == "s":
        raise SUCCESS("early", result=x.upper())
    if x == "f":
        raise FAIL("bad input", result=None)
    if x == "k":
        raise SKIP("ignored", result="kept")
    return x

@task(trigger=all_finished, skip_on_upstream_skip=False)
def each(x):
    return ("got", x)

with Flow("signals-map") as flow:
    each(each.map(sort.map(["a", "s", "f", "k"])))
