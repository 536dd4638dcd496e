"""A custom trigger raising SKIP, FAIL or returning a non-boolean."""
from prefect import task, Flow
from prefect.engine.signals import FAIL, SKIP, TRIGGERFAIL

def mk(name, trigger):
    return task(lambda x: name, name=name, trigger=trigger)

def raising(signal):
    def trigger(upstream_states):
        raise signal
    return trigger

with Flow("trigger-signals") as flow:
    s = mk("skips", raising(SKIP("by trigger")))(1)
    mk("after skip", lambda states: True)(s)
    mk("fails", raising(FAIL("by trigger")))(1)
    mk("triggerfails", raising(TRIGGERFAIL("own words")))(1)
    mk("none", lambda states: None)(1)
    mk("truthy", lambda states: "yes")(1)
    mk("count", lambda states: len(states) == 1)(1)
