from prefect import task

from . import units as u
from .shared.text import title


@task
def price(order):
    return u.euros(order["cents"]), title(order["name"])
