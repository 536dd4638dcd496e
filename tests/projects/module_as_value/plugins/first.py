from .base import shout

NAME = "first"


def run(x):
    return shout(f"{NAME} {x}")
