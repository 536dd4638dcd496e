import argparse
import sys

from prefect import Flow, Parameter, task


@task
def double(x):
    return 2 * x


with Flow("argparse") as flow:
    x = Parameter("x", default=1)
    double(x)


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--x", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    args = parse()
    verbose = "-v" in sys.argv
    if verbose:
        print("verbose")
    flow.run(x=args.x)
