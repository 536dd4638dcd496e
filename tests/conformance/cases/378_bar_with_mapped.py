"""| with mapped tasks and with uncalled tasks; the value is the right-hand task."""
from prefect import task, Flow
EVENTS = []

@task
def inc(x):
    EVENTS.append("inc")
    return x + 1

@task
def start():
    EVENTS.append("start")
    return "ignored"

@task
def end():
    EVENTS.append("end")
    return "end"

with Flow("bar-mapped") as flow:
    m = start | inc.map([1, 2]) | end
    (m | inc(5)) | inc(6)
