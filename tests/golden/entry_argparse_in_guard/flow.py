import argparse

from prefect import Flow, Parameter, task


@task
def double(x):
    return 2 * x


with Flow("argparse") as flow:
    double(Parameter("x", default=1))

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--x", type=int, default=2)
    parser.add_argument("--scheduler")
    args = parser.parse_args()
    flow.run(parameters={"x": args.x})
