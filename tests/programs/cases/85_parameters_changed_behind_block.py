# kind: entry
from prefect import Flow, Parameter, task


@task
def show(x, unit, to):
    print(">>", x, unit, to)


def give(flow, **defaults):
    for parameter in flow.parameters():
        parameter.default = defaults.get(parameter.name, parameter.default)


def as_pounds(flow):
    give(flow, unit="lb")
    return flow


with Flow("base") as flow:
    x, unit = Parameter("x", default=1), Parameter("unit", default="m")
    show(x, unit, Parameter("to", default="all"))

give(flow, x=7)
flow = as_pounds(flow)

for parameter in flow.parameters():
    if parameter.name == "to":
        parameter.default = "none"

if __name__ == "__main__":
    flow.run()
