"""One failing task, in a helper function of its own."""

from prefect import Flow, task


def parse(text):
    return int(text)  # fails


@task
def read(text):
    return parse(text)  # calls


@task
def store(number):
    return number


with Flow("one failure") as flow:
    store(read("seven"))
