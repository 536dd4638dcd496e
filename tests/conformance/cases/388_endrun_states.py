"""ENDRUN with Success, Failed, TriggerFailed and Cached states, and what consumers get."""
from prefect import task, Flow
from prefect.engine.runner import ENDRUN
from prefect.engine.state import Cached, Failed, Success, TriggerFailed
from prefect.triggers import all_finished

def mk(name, state):
    @task(name=name)
    def t():
        raise ENDRUN(state=state)
    return t

@task(trigger=all_finished)
def look(x):
    return ("got", x)

with Flow("endrun-states") as flow:
    look(mk("success", Success("done early", result=5))())
    look(mk("failed", Failed("hard", result="why"))())
    look(mk("triggerfailed", TriggerFailed("by hand"))())
    look(mk("cached", Cached("from cache", result=[1]))())
    look(mk("empty", Success())())
