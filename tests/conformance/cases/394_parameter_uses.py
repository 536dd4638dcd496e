"""A Parameter used in a map, unmapped, as upstream, indexed, compared and in a dict; None as a given value."""
from prefect import task, Flow, Parameter, unmapped
PARAMETERS = {"xs": [1, 2], "opt": None}

@task
def show(x, y=None):
    return (x, y)

with Flow("parameter-uses") as flow:
    xs = Parameter("xs", default=[9])
    opt = Parameter("opt", default="default")
    cfg = Parameter("cfg", default={"a": {"b": 5}})
    show.map(xs, y=unmapped(opt))
    show.map([10, 20], y=unmapped(xs))
    show(xs[0], cfg["a"]["b"])
    show({"opt": opt, "big": xs[1] > 1})
    show("after", upstream_tasks=[opt])
