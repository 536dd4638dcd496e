from enum import Enum

from prefect import task


class Mode(Enum):
    FAST = "fast"
    SLOW = "slow"


@task
def is_fast(mode):
    return Mode(mode) is Mode.FAST
