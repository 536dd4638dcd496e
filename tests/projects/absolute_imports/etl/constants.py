"""Shared by all flows."""

from datetime import timedelta

TABLES = ("users", "orders")
RETRIES = 2
DELAY = timedelta(seconds=0)
FACTOR = 10


def quarter(month):
    return (month - 1) // 3 + 1
