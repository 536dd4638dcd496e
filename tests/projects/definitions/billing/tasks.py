from prefect import task

from .models import Bill, Kind, Level, Line
from .timing import logged


@task
def make(name, kind) -> Bill:
    lines = [Line("paper", 3), Line(text="ink", amount=4), Line("gift")]
    return Bill(name, kind=kind, lines=lines)


@task
def level(bill: Bill) -> Level:
    return Level.HIGH if abs(bill.total()) > 5 else Level.LOW


@task
@logged("sum")
def total(bill):
    return bill.total(), bill.kind is Kind.CREDIT, bill.lines[0]
