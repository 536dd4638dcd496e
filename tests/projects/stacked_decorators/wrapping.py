import functools


def counted(function):
    calls = []

    @functools.wraps(function)
    def call(x=None):
        calls.append(function.__name__)
        return function(x), len(calls)

    return call


def default(value):
    def decorate(function):
        @functools.wraps(function)
        def call(x=None):
            return function(value if x is None else x)

        return call

    return decorate


class Repeated:
    def __init__(self, times):
        self.times = times

    def __call__(self, function):
        @functools.wraps(function)
        def call(x):
            return [function(x) for _ in range(self.times)]

        return call


def never(function):
    return function
