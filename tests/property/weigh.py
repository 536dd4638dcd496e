"""What generated files carry word for word, so that any value can be computed with."""


class Odd(Exception):
    pass


def weigh(value: object) -> int:
    if value is None:
        return 1
    if isinstance(value, (bool, int)):
        return int(value) % 997
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        value = list(value.items())
    if isinstance(value, (list, tuple, range)):
        return sum(weigh(item) * (i + 2) for i, item in enumerate(value)) % 997
    return len(repr(value))
