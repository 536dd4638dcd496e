"""Handlers and triggers that use is_* and result of states; Skipped, Cached and Mapped count as successful."""
from prefect import task, Flow
from prefect.engine.signals import SKIP
EVENTS = []
EVENTS_ANY_ORDER = True

def facts(t, old, new):
    if new.is_finished():
        EVENTS.append([t.name, new.is_successful(), new.is_failed(), new.is_skipped(), new.is_mapped(), new.is_cached()])

@task(state_handlers=[facts])
def inv(x):
    if x == 12:
        raise SKIP("twelve")
    return 12 // x

def ok_upstream(states):
    return all(s.is_finished() and not s.is_failed() for s in states.values())

@task(trigger=ok_upstream, skip_on_upstream_skip=False)
def end():
    return "end"

with Flow("inspection") as flow:
    a, b, m = inv(0), inv(12), inv.map([1])
    end(upstream_tasks=[b, m])
    end(upstream_tasks=[a, b])
