"""a | b is only an ordering edge and returns b."""
from prefect import task, Flow
EVENTS = []

@task
def say(x):
    EVENTS.append(x)
    return x

with Flow("bar") as flow:
    a, b, c = say("a"), say("b"), say("c")
    last = c | b | a
    say(last)
