import prefect as p
from prefect import Flow as F, Parameter as P, task as step, unmapped as whole
from prefect.triggers import any_failed as when_broken
from prefect.engine.executors import LocalDaskExecutor as Local


@step
def half(x, of):
    return of / x


@step(trigger=when_broken)
def repair(halves):
    return len(halves)


@p.task
def last(n):
    return n


with F("aliases", executor=Local(scheduler="threads")) as f:
    of = P("of", default=8)
    halves = half.map([0, 1, 2], whole(of))
    last(repair(halves))
