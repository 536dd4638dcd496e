"""Edges added after the with block by a loop over a dict."""
from prefect import task, Flow
EVENTS = []

def mk(n):
    def body():
        EVENTS.append(n)
        return n
    return task(body, name=n)

ORDER = {"d": "c", "c": "b", "b": "a"}
with Flow("edges-after") as flow:
    nodes = {n: mk(n)() for n in "dcba"}
for down, up in ORDER.items():
    nodes[down].set_upstream(nodes[up], flow=flow)
