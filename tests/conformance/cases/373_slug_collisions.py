"""Automatic slugs beside names that look like slugs, and an explicit slug in the way."""
from prefect import task, Flow, Task

def mk(name, **kw):
    return task(lambda: name, name=name, **kw)

with Flow("slugs") as flow:
    mk("a")()
    mk("a")()
    mk("a-1")()
    mk("a", tags=["1"])()
    mk("a b/c")()
    flow.add_task(mk("own", slug="my-slug"))
    mk("called", slug="other")()
    mk("a-2")()
