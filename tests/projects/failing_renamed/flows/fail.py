from prefect import Flow, task
from tools import first
from tools.second import Checker


@task
def checked(text):
    assert first.Checker().check("5") == first.number("5")
    return Checker().check(text)  # fails: checked


with Flow("failing") as flow:
    checked("1.5.2")
