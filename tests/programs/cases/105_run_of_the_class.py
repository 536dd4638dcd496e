# kind: entry
from prefect import Flow, Parameter, task


@task
def show(n):
    print(">> shows", n)


class Told(Flow):
    def run(self, *values, **named):
        print(">> runs", self.name)
        return super().run(*values, **named)


with Told("told") as flow:
    show(Parameter("n", default=1))


def main(count):
    for n in range(count):
        flow.run(n=n)
    print(">>", isinstance(flow, Told))


if __name__ == "__main__":
    main(2)
