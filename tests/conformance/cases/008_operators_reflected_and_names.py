"""Reflected operators, // % ** and the names of operator nodes; 10 > a becomes LessThan."""
from prefect import task, Flow

@task
def v(x):
    return x

with Flow("reflected") as flow:
    a = v(3)
    r = [10 - a, 10 / a, 10 // a, 10 % a, 2 ** a, 10 + a, 10 * a, 10 > a, 3 >= a, 10 < a, 3 <= a]
    s = [a // 2, a % 2, a ** 2, a - 1, a > 1]
