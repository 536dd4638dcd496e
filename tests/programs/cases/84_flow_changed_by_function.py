# kind: two-blocks
# flow: copied
from copy import deepcopy

from prefect import Flow, Parameter, task


@task
def show(x, unit):
    print(">>", x, unit)


def with_defaults(flow, defaults):
    for parameter in flow.parameters():
        if parameter.name in defaults:
            parameter.default = defaults[parameter.name]
    return flow


with Flow("base") as base:
    show(Parameter("x", default=1), Parameter("unit", default="m"))

copied = deepcopy(base)
copied.name = "copied"
copied = with_defaults(flow=copied, defaults={"x": 5})

if __name__ == "__main__":
    copied.run()
