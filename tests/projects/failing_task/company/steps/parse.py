"""Parses."""

from prefect import task


def number(text):
    """Lines before the one that fails."""
    text = text.strip()

    return int(text)  # fails: number


@task
def parse(text):
    rows = text.split(",")
    found = []
    for row in rows:
        found.append(number(row))  # fails: parse
    return found
