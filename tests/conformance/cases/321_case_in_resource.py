"""A case block inside a resource block: cleanup waits for both branches and the merge."""
from prefect import task, Flow, case, resource_manager
from prefect.tasks.control_flow import merge
EVENTS = []

@resource_manager
class Res:
    def setup(self):
        return 4

    def cleanup(self, r):
        EVENTS.append("cleanup")

@task
def even(x):
    return x % 2 == 0

@task
def say(x, word):
    EVENTS.append(word)
    return word

with Flow("case-resource") as flow:
    with Res() as r:
        e = even(r)
        with case(e, True):
            a = say(r, "even")
        with case(e, False):
            b = say(r, "odd")
        merge(a, b)
