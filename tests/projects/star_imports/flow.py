from prefect import *

from helpers import *
from steps import *


@task
def top(words):
    return most_common(words), Counter(words)["b"], string.digits


with Flow("words") as flow:
    words = clean(["the", "b!", "a", "c?", "(b)"])
    count(words)
    top(words)
