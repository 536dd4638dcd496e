"""flow.chain with called and mapped tasks: plain ordering edges, a failed child stops what follows."""
from prefect import task, Flow

@task
def inv(x):
    return 12 // x

@task
def say(word):
    return word

with Flow("chain-mapped") as flow:
    first, last = say("first"), say("last")
    flow.chain(first, inv.map([1, 2]), last, inv.map([1, 0]), say("never"))
