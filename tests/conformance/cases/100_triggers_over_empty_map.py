"""Over an empty map all_* pass, any_* TriggerFail, not_all_skipped Skips."""
from prefect import task, Flow
from prefect import triggers

@task
def none():
    return []

@task
def inc(x):
    return x + 1

def mk(name, trig):
    @task(name=name, trigger=trig)
    def t(xs):
        return (name, xs)
    return t

with Flow("empty-triggers") as flow:
    m = inc.map(none())
    for n in ["all_successful", "all_failed", "any_successful", "any_failed", "all_finished", "not_all_skipped"]:
        mk(n, getattr(triggers, n))(m)
