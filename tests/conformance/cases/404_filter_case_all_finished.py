"""FilterTask over skipped children, a case on its sum, all_finished after the merge and after the skipped branch."""
from prefect import task, Flow, case
from prefect.engine.signals import SKIP
from prefect.tasks.control_flow import FilterTask, merge
from prefect.triggers import all_finished

@task
def positive(x):
    if x < 0:
        raise SKIP("negative")
    return x

@task
def total(xs):
    return sum(xs)

@task
def enough(n):
    return n > 2

@task(trigger=all_finished)
def end(x):
    return ("end", x)

keep = FilterTask(filter_func=lambda x: isinstance(x, int), name="keep")
with Flow("filter-case") as flow:
    t = total(keep(positive.map([1, -1, 3])))
    e = enough(t)
    with case(e, True):
        yes = end(t)
    with case(e, False):
        no = end(t)
    end(merge(yes, no))
    end(no)
