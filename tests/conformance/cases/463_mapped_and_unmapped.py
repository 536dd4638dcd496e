"""One result is given to a map both element by element and whole."""
from prefect import Flow, task, unmapped
from prefect.engine import signals
from prefect.triggers import all_finished

@task
def rows():
    return [1, 2, 5]

@task
def inc(x):
    return x + 1

@task
def share(part, whole):
    return round(part / sum(whole), 3)

@task
def inv(x):
    return 12 // x

@task
def skipping(x):
    if x == 2:
        raise signals.SKIP("no two")
    return x

@task(trigger=all_finished, skip_on_upstream_skip=False)
def see(part, whole):
    return repr(part), [repr(each) for each in whole]

@task
def total(xs):
    return sum(xs)

with Flow("mapped-and-unmapped") as flow:
    r = rows()
    share.map(r, unmapped(r))
    i = inc.map(r)
    p = share.map(i, unmapped(i))
    total(p)
    j = inc.map(inc.map([3, 1, 2]))
    q = share.map(j, whole=unmapped(j))
    share.map(inc.map(q), unmapped(q))
    share.map(q, unmapped([q, 1, 2]))
    inc.map(i, upstream_tasks=[unmapped(i)])
    k = inc.map([6, 7])
    inc.map(unmapped(1), upstream_tasks=[k, unmapped(k)])
    bad = inv.map([1, 0, 2])
    share.map(bad, unmapped(bad))
    see.map(bad, unmapped(bad))
    skip = skipping.map([1, 2, 3])
    see.map(skip, unmapped(skip))
    see.map(bad, whole=unmapped(skip), upstream_tasks=[skip])
    share.map([1, 2], unmapped([1, 2]))
