# kind: entry
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


class Pipeline:
    def __init__(self, name):
        with Flow(name) as self.flow:
            self.n = Parameter("n", default=1)
            self.doubled = double(self.n)

    def __call__(self, **given):
        return self.flow.run(**given).result[self.doubled].result


if __name__ == "__main__":
    pipeline = Pipeline("held")
    print(">>", pipeline.flow.name, pipeline(n=4), pipeline())
