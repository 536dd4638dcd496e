"""`on_failure` is put at the end of the very list of handlers, once for all runs."""
from prefect import Flow, Task

RUNS = 3
EVENTS = []


def seen(task, old, new):
    EVENTS.append(type(new).__name__)


def failed(task, state):
    EVENTS.append("on_failure")


handlers = [seen]


class Bad(Task):
    def run(self):
        raise ValueError("no")


with Flow("handlers-list") as flow:
    Bad(state_handlers=handlers, on_failure=failed)()
