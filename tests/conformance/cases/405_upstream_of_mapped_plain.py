"""A plain task after a mapped one by upstream_tasks only: it waits and looks at the children."""
from prefect import task, Flow
from prefect.triggers import all_finished, any_failed

@task
def inv(x):
    return 12 // x

def mk(name, **kw):
    return task(lambda: name, name=name, **kw)

with Flow("after-mapped") as flow:
    good, bad = inv.map([1, 2]), inv.map([1, 0])
    mk("after good")(upstream_tasks=[good])
    mk("after bad")(upstream_tasks=[bad])
    mk("always", trigger=all_finished)(upstream_tasks=[good, bad])
    mk("alarm", trigger=any_failed)(upstream_tasks=[good, bad])
    mk("no alarm", trigger=any_failed)(upstream_tasks=[good])
