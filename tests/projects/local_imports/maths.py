OFFSET = 5


def square(x):
    from texts import plural

    return plural(x * x + OFFSET)


def cube(x):
    return x**3
