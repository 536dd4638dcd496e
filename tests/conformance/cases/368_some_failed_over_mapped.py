"""some_failed and some_successful with fractions and counts over mapped children."""
from prefect import task, Flow
from prefect.triggers import some_failed, some_successful

@task
def inv(x):
    return 12 // x

def mk(name, trigger):
    @task(name=name, trigger=trigger)
    def t(xs):
        return name
    return t

with Flow("some-mapped") as flow:
    m = inv.map([0, 1, 2, 0])
    mk("half failed", some_failed(at_least=0.5))(m)
    mk("more than half", some_failed(at_least=0.51))(m)
    mk("at most one failed", some_failed(at_most=1))(m)
    mk("one to two failed", some_failed(at_least=1, at_most=2))(m)
    mk("three ok", some_successful(at_least=3))(m)
    mk("at most half ok", some_successful(at_most=0.5))(m)
    mk("one of five", some_successful(at_least=0.2))(m)
