# kind: entry
# files: yes
import contextlib
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)



@contextlib.contextmanager
def told(path):
    with open(path, "w") as out:
        out.write("begins\n")
        yield out
        out.write("ends\n")


if __name__ == "__main__":
    with told("log.txt") as out:
        state = flow.run(n=8)
        out.write(f"{state.result[d].result}\n")
    print(">> done")
