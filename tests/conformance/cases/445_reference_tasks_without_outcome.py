"""Reference tasks that are skipped or mapped without children; a failed map that is no reference task does not count."""
from prefect import task, Flow, case

@task
def v(x):
    return x

with Flow("reference-odd") as flow:
    c = v(1)
    with case(c, 2):
        a = v("a")
    empty = v.map(v([]))
    bad = v.map(v(5))
flow.set_reference_tasks([a, empty])
