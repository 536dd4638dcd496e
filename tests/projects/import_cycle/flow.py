import parity.odd
from parity.even import is_even
from prefect import Flow, task


@task
def parity_of(n):
    return n, is_even(n), parity.odd.is_odd(n)


with Flow("cycle") as flow:
    parity_of.map([0, 3, 4])
