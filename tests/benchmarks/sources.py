"""Flow files of so many calls, for the compiler to be timed on."""

from collections.abc import Iterator

from tests.support.commands import Command
from tests.support.shapes import shape

from .contest import Starting
from .place import Place

HEAD = """\
from prefect import Flow, task


@task
def inc(x):
    return x + 1


@task
def add(x, y):
    return x + y


with Flow("calls") as flow:
    v0 = inc(0)
"""


def of_calls(count: int) -> Starting:
    """How to come by a file whose flow calls tasks `count` times."""

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        path = place.folder / f"calls-{count}.py"
        if not path.exists():
            path.write_text(HEAD + "".join(calls(count)))
        return [path], {}

    return start


def of_shape(name: str, count: int) -> Starting:
    """How to come by a file of a shape that repeats something so many times."""

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        path = place.folder / f"{name.replace(' ', '-')}-{count}.py"
        if not path.exists():
            path.write_text(shape(name, count))
        return [path], {}

    return start


def calls(count: int) -> Iterator[str]:
    """Chains that meet again and again."""
    for number in range(1, count):
        if number % 3:
            yield f"    v{number} = inc(v{number - 1})\n"
        else:
            yield f"    v{number} = add(v{number - 1}, v{number // 2})\n"
