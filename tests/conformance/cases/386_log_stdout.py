"""log_stdout leaves results alone and passes print; in a mapped and a failing task too."""
import sys
from prefect import task, Flow

@task(log_stdout=True)
def noisy(x):
    print("working on", x)
    sys.stdout.write("raw\n")
    if x == 0:
        raise ValueError("after print")
    return x

with Flow("log-stdout") as flow:
    noisy("one")
    noisy.map([1, 0])
