from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y



import sys

with Flow("warned") as flow:
    p = Parameter("p", default=1)
    inc(p)


def unused():
    flow.run(p=3)


if len(sys.argv) > 1:
    flow.run(p=2)

for n in range(2):
    flow.run(p=n)

try:
    flow.run()
finally:
    print("done")

flow.run(p=4)
state = flow.run(p=5)
print(state.result)
assert state.is_successful()
