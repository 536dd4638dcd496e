"""raise ... from, assert, an exception class raised without arguments, StopIteration."""
from prefect import task, Flow

class Base(Exception):
    pass

class Derived(Base):
    def __str__(self):
        return "derived text"

@task
def chained():
    try:
        {}["k"]
    except KeyError as exc:
        raise Base("outer") from exc

@task
def asserts(x):
    assert x == 2, "x must be two"
    return x

@task
def bare():
    raise Derived

@task
def stop():
    raise StopIteration(5)

with Flow("exceptions") as flow:
    chained(), asserts(1), asserts(2), bare(), stop()
