from prefect import Flow, task

import second
import third
from first import number


@task
def numbers(text):
    found = [number(text), number(text), second.number(text), second.number(text)]
    with third.number(text) as twice:
        return found, twice, number.cache_info().hits


@task
def shown(found):
    with third.Lazy.number("z") as text:
        return [second.show(each) for each in (*found, None)], third.Lazy().show, text


with Flow("cached") as flow:
    found = numbers("5")
    shown(found[0])
