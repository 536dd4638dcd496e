"""A handler's returned State replaces the new one."""
from prefect import task, Flow
from prefect.engine.state import Success, Failed

def rescue(t, old, new):
    if new.is_failed():
        return Success("rescued", result=-1)

def spoil(t, old, new):
    if new.is_successful():
        return Failed("spoiled", result=new.result)
    return new

@task(state_handlers=[rescue])
def bad():
    raise ValueError("v")

@task(state_handlers=[spoil])
def ok():
    return 5

@task
def after(x):
    return x

with Flow("handler-state") as flow:
    after(bad())
    after(ok())
