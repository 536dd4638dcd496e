"""Without upstream every trigger passes, except not_all_skipped, which skips."""
from prefect import task, Flow
from prefect import triggers

def mk(name, trig):
    return task(lambda: name, name=name, trigger=trig)

with Flow("no-upstream") as flow:
    for n in ["all_successful", "all_failed", "any_successful", "any_failed", "all_finished", "not_all_skipped"]:
        mk(n, getattr(triggers, n))()
    mk("some_failed", triggers.some_failed(at_least=1))()
    mk("some_successful", triggers.some_successful(at_least=0.5, at_most=1))()
