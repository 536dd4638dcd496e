from functools import wraps

CALLS = []


def logged(label):
    """A decorator with an argument."""

    def decorate(function):
        @wraps(function)
        def call(bill):
            found = function(bill)
            return {"label": label, "name": function.__name__, "found": found}

        return call

    return decorate


def slow(function):
    return function
