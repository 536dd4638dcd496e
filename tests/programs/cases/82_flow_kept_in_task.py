# kind: flow-as-data
# flow: outer
from prefect import Flow, Parameter, Task


class Double(Task):
    def run(self, n):
        return n * 2


class Nested(Task):
    def __init__(self, inner, **settings):
        self.inner = inner
        super().__init__(**settings)

    def run(self, n):
        return self.inner.run(n=n).is_successful()


with Flow("inner") as inner:
    Double()(Parameter("n", default=1))

with Flow("outer") as flow:
    done = Nested(inner, name="nested")(3)

state = flow.run()
print(">>", state.result[done].result)
