import json

import nowhere_to_be_found as pd
from nowhere_to_be_found import DataFrame, read
from prefect import task

UNUSED_LIMIT = 5


class Frame(DataFrame):
    pass


def frame(name):
    return read(name) or pd.DataFrame()


def unused_too(limit=UNUSED_LIMIT):
    return frame(limit), Frame()


@task
def frame_task(name):
    return frame(name)


@task
def parsed(text):
    return json.loads(text)
