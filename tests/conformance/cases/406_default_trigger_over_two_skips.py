"""Skips together with failures, through not_all_skipped and any_failed."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
from prefect.triggers import all_failed, any_failed, not_all_skipped

@task
def ok():
    return 1

@task
def skip():
    raise SKIP("s")

@task
def bad():
    raise ValueError("v")

def mk(name, trigger):
    return task(lambda: name, name=name, trigger=trigger, skip_on_upstream_skip=False)

with Flow("skips-and-failures") as flow:
    s, b, o = skip(), bad(), ok()
    mk("nas skip+ok", not_all_skipped)(upstream_tasks=[s, o])
    mk("nas skip+skip", not_all_skipped)(upstream_tasks=[s, skip()])
    mk("nas skip+bad", not_all_skipped)(upstream_tasks=[s, b])
    mk("any_failed skip+bad", any_failed)(upstream_tasks=[s, b])
    mk("all_failed skip+bad", all_failed)(upstream_tasks=[s, b])
