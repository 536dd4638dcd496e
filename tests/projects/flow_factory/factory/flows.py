from prefect import Flow, Parameter

from .tasks import combine, load


def build_flow(name, items, combined=True):
    """A branch for each item."""
    with Flow(name) as flow:
        limit = Parameter("limit", default=len(items))
        loaded = [load(item, limit) for item in items]
        if combined:
            combine(loaded)
    return flow


def show(flow):
    flow.visualize()
