import os

STAGE = os.environ["STAGE_OF_LATE_IMPORTS"]


def level():
    return len(STAGE)
