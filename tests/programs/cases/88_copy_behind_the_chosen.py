# kind: two-blocks
# flow: starter
from prefect import Flow, Parameter, task
from prefect.storage import Local


@task
def show(x):
    print(">> shown", x)


@task
def go(name):
    state = FLOWS[name].run(parameters={"x": 9})
    print(">>", FLOWS[name].name, state.is_successful())


with Flow("small") as small:
    show(Parameter("x", default=1))

small.storage = Local()

with Flow("starter") as starter:
    go("small")

starter.storage = Local()

again = starter.copy()
again.name = "again"
again.storage = Local()

FLOWS = {"small": small, "again": again}

if __name__ == "__main__":
    starter.run()
