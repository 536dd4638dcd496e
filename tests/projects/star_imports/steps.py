from prefect import task

from helpers import *

__all__ = ["clean", "count"]


@task
def clean(words):
    return [stripped(word) for word in words if word not in STOP]


@task
def count(words):
    return len(words) + _offset


@task
def extra(words):
    return words


_offset = 1000
