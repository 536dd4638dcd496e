"""apply_map with case and merge inside: each element takes its own branch."""
from prefect import task, Flow, apply_map, case
from prefect.tasks.control_flow import merge

@task
def is_even(x):
    return x % 2 == 0

@task
def half(x):
    return x // 2

@task
def triple(x):
    return 3 * x + 1

def collatz(x):
    c = is_even(x)
    with case(c, True):
        a = half(x)
    with case(c, False):
        b = triple(x)
    return merge(a, b)

with Flow("apply-case") as flow:
    apply_map(collatz, [1, 2, 3, 4])
