import math


def plural(n):
    import maths  # to avoid a circle

    n = math.floor(n)
    return f"{n} thing" if n == maths.OFFSET else f"{n} things"
