"""Flow files of any size, one kind of growth each, for the compiler to be tried on."""

from collections.abc import Callable, Iterable

HEAD = """\
from prefect import Flow, Parameter, Task, case, task, unmapped
from prefect.tasks.control_flow import merge


@task
def one(x=0):
    return x


@task
def inc(x):
    return x + 1


@task
def add(x, y):
    return x + y
"""
LOOP = "for number in [1, 2]:\n    inc(number)"


def of_flow(
    lines: Iterable[str], above: Iterable[str] = (), recorded: bool = False
) -> str:
    """A file with the statements above its flow's block, and in it; a loop has the
    flow recorded."""
    inside = "\n".join([*([LOOP] if recorded else []), *lines])
    block = "\n    ".join(['with Flow("shape") as flow:', *inside.split("\n")])
    return "\n".join([HEAD, *above, "", block, ""])


def upstream_of_all_later(count: int) -> list[str]:
    return [f"v{n} = one({n}, upstream_tasks=[{names('v', n)}])" for n in range(count)]


def names(prefix: str, count: int) -> str:
    return ", ".join(f"{prefix}{n}" for n in range(count))


def each(count: int, line: str) -> list[str]:
    """A line for each number `n` from 1 on, `p` being the one before it."""
    return [line.format(n=n, p=n - 1) for n in range(1, count)]


def rows(count: int) -> str:
    return ", ".join(map(str, range(count)))


def pairs(count: int) -> str:
    return ", ".join(f"'key {n}': {n}" for n in range(count))


# What is in the block, by the number of what it repeats.
BLOCKS: dict[str, Callable[[int], list[str]]] = {
    "dense edges": upstream_of_all_later,
    "dense set_upstream": lambda n: [
        *each(n, "v{n} = one({n})"),
        *(f"v{k}.set_upstream(v{j})" for k in range(1, n) for j in range(1, k)),
    ],
    "list": lambda n: [f"inc.map([{rows(n)}])"],
    "dict": lambda n: [f"one({{{pairs(n)}}})"],
}
# What is above the block, and what the block makes of it.
ABOVE: dict[str, tuple[Callable[[int], list[str]], Callable[[int], list[str]]]] = {
    "module list": (lambda n: [f"ROWS = [{rows(n)}]"], lambda n: ["inc.map(ROWS)"]),
    "tasks": (
        lambda n: each(
            n, "@task(max_retries=1, name='t{n}')\ndef t{n}(x):\n    return x"
        ),
        lambda n: each(n, "t{n}({n})"),
    ),
    "imports": (
        lambda n: [*each(n, "import a{n}"), *each(n, "b{n} = a{n}.c")],
        lambda n: each(n, "inc(b{n})"),
    ),
}


def shape(name: str, count: int, recorded: bool = False) -> str:
    """The file of a shape that repeats something so many times."""
    if name in BLOCKS:
        return of_flow(BLOCKS[name](count), (), recorded)
    above, block = ABOVE[name]
    return of_flow(block(count), above(count), recorded)
