"""on_failure that raises, on_failure that returns a state, and on_failure together with a rescuing handler."""
from prefect import task, Flow
from prefect.engine.state import Success

def raises(t, state):
    raise RuntimeError("hook broke")

def returns(t, state):
    return Success("from on_failure", result=1)

def rescue(t, old, new):
    if new.is_failed():
        return Success("rescued", result=2)

EVENTS = []

def hook(t, state):
    EVENTS.append(f"hook {t.name}")

def mk(name, **kw):
    @task(name=name, **kw)
    def t():
        raise ValueError(name)
    return t

with Flow("hooks") as flow:
    mk("raises", on_failure=raises)()
    mk("returns", on_failure=returns)()
    mk("rescued", state_handlers=[rescue], on_failure=hook)()
