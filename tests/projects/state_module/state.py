"""Counts what was done."""

counter = 0
history = []


def increment(by=1):
    global counter
    counter += by
    history.append(counter)
    return counter
