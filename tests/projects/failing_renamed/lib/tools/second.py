from contextlib import contextmanager

KIND = float
entered = []


@contextmanager
# a comment under a decorator


def number(text):
    entered.append(text)
    yield KIND(text)  # fails: number


class Checker:
    """Clashes with the other one."""

    def check(self, text):
        # a comment on the way
        with number(text) as found:  # fails: method
            return found
