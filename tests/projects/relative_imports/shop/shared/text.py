from ..units import CENTS


def title(name):
    return f"{name.title()} ({CENTS})"
