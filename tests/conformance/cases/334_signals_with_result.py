"""FAIL, SUCCESS, TRIGGERFAIL and VALIDATIONFAIL with result=: it replaces the signal object as the value."""
from prefect import task, Flow
from prefect.engine import signals
from prefect.triggers import all_finished

def mk(name):
    @task(name=name)
    def t():
        raise getattr(signals, name)("why", result={"from": name})
    return t

@task(trigger=all_finished)
def look(x):
    return x

with Flow("signal-results") as flow:
    for n in ["SUCCESS", "FAIL", "TRIGGERFAIL", "VALIDATIONFAIL"]:
        look(mk(n)())
