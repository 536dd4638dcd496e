import prefect
import prefect.triggers
from prefect import Flow, task
from prefect.triggers import all_finished as whatever


@task(nout=2)
def get_item(n):
    all_finished = n
    return all_finished, [n]


def unmapped(x):
    return [x]


@task(trigger=prefect.triggers.all_finished)
def IntervalSchedule(x):
    unmapped = x
    return unmapped


@task(trigger=whatever)
def LocalExecutor(x, y):
    return x, y


with Flow("stand-ins taken") as flow:
    one, two = get_item(1)
    IntervalSchedule(two)
    LocalExecutor.map([1, 2], prefect.unmapped(one))
    LocalExecutor.map(unmapped(5), [one])
    IntervalSchedule(sum(n for n in range(3)))
    IntervalSchedule(list((n for n in range(3))))
