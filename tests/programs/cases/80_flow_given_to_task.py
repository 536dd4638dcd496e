# kind: flow-as-data
# flow: outer
from prefect import Flow, Parameter, task, unmapped


@task
def double(n):
    return n * 2


with Flow("one") as one:
    double(Parameter("n", default=1))

with Flow("two") as two:
    double(Parameter("n", default=1))


@task
def go(inner, n):
    state = inner.run(n=n)
    return inner.name, sorted(each.result for each in state.result.values())


@task
def go_all(flows):
    return [each.run(n=2).is_successful() for each in flows]


@task
def pick(flows, name):
    return flows[name].run(parameters={"n": 9}).message


if __name__ == "__main__":
    with Flow("outer") as flow:
        ran = [
            go(one, 3),
            go.map([one, two], unmapped(5)),
            go_all([one, two]),
            pick({"second": two}, "second"),
        ]
    state = flow.run()
    for each in ran:
        print(">>", state.result[each].result)
