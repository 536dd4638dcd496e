"""A bound method as state handler in a class, beside handlers given by the caller; the task seen is the copy."""
from prefect import Task, Flow
EVENTS = []

class Watched(Task):
    def __init__(self, label, state_handlers=(), **kwargs):
        self.label = label
        super().__init__(state_handlers=[self.watch, *state_handlers], **kwargs)

    def watch(self, t, old, new):
        EVENTS.append(f"watch {self.label} {t.name} {type(new).__name__}")

    def run(self, x):
        return (self.label, x)

def outside(t, old, new):
    EVENTS.append(f"outside {t.label} {type(new).__name__}")

with Flow("handler-methods") as flow:
    Watched("w", state_handlers=[outside], name="watched")(1)
