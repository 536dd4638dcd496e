def is_odd(n):
    return False if n == ZERO else is_even(n - 1)


from .even import ZERO, is_even  # noqa: E402
