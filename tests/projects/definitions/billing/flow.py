from prefect import Flow

from billing.models import Kind
from billing.tasks import level, make, total

with Flow("billing") as flow:
    credit = make("mine", Kind.CREDIT)
    level(credit)
    total(credit)
    total(make(f"yours ({Kind.DEBIT.value})", Kind["DEBIT"]))
