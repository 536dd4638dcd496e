# kind: entry
import prefect
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)



def describe(thing):
    kind = "flow" if isinstance(thing, prefect.Flow) else "else"
    return kind, repr(thing)


if __name__ == "__main__":
    print(">>", describe(flow), flow.schedule, d.name)
    flow.name = "renamed"
    state = flow.run()
    print(">>", flow.name, state.result[d].result, sorted(t.name for t in flow.tasks))
