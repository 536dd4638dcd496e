from prefect import Flow, task

from . import settings
from .. import units
from ..shared.text import title
from ..tasks import price


@task
def total(prices):
    return title("sum"), units.euros(100 * sum(p for p, _ in prices))


with Flow("orders") as flow:
    prices = price.map(settings.ORDERS)
    total(prices)
