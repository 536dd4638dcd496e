"""A merge inside an outer case block, and an outer merge of it with the other branch."""
from prefect import task, Flow, Parameter, case
from prefect.tasks.control_flow import merge
PARAMETERS = {"size": 7}

@task
def is_big(n):
    return n > 5

@task
def is_odd(n):
    return n % 2 == 1

@task
def say(x):
    return x

with Flow("inner-merge") as flow:
    n = Parameter("size", default=1)
    big = is_big(n)
    with case(big, True):
        odd = is_odd(n)
        with case(odd, True):
            a = say("big odd")
        with case(odd, False):
            b = say("big even")
        m = merge(a, b)
    with case(big, False):
        c = say("small")
    say(merge(m, c))
