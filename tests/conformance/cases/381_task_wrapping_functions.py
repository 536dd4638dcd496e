"""task(fn, ...) of one function under several names, of a partial, a builtin type, a method and a callable object."""
import functools
from prefect import task, Flow

def power(x, n=2):
    return x ** n

class Shop:
    def __init__(self, tax):
        self.tax = tax

    def price(self, x):
        return x + self.tax

with Flow("wrapping") as flow:
    square = task(power)
    cube = task(power, name="cube")
    a = square(3)
    b = cube(a, n=3)
    task(functools.partial(power, n=4), name="fourth")(2)
    task(Shop(5).price, name="price")(b)
    task(name="late")(power)(5)
