from . import odd

ZERO = 0


def is_even(n):
    return True if n == ZERO else odd.is_odd(n - 1)
