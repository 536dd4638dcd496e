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
    "dense data": lambda n: [f"v{k} = one([{names('v', k)}])" for k in range(n)],
    "dense set_upstream": lambda n: [
        *each(n, "v{n} = one({n})"),
        *(f"v{k}.set_upstream(v{j})" for k in range(1, n) for j in range(1, k)),
    ],
    "chain": lambda n: ["v0 = inc(0)", *each(n, "v{n} = inc(v{p})")],
    "set_upstream": lambda n: [
        "v0 = inc(0)",
        *each(n, "v{n} = inc({n})"),
        *each(n, "v{p}.set_upstream(v{n})"),
    ],
    "no names": lambda n: each(n, "inc(inc({n}))"),
    "one name": lambda n: ["v = inc(0)", *each(n, "v = inc(v)")],
    "fan in": lambda n: [*each(n + 1, "v{p} = inc({n})"), f"one([{names('v', n)}])"],
    "maps": lambda n: ["v0 = one([1])", *each(n, "v{n} = inc.map(v{p})")],
    "maps with unmapped": lambda n: [
        "v0 = one([1])",
        *each(n, "v{n} = add.map(v{p}, unmapped(v0))"),
    ],
    "maps side by side": lambda n: [
        "v = one([1])",
        *each(n, "v{n} = inc.map(v)"),
        *each(n, "w{n} = inc.map(v{n})"),
    ],
    "cases": lambda n: [
        "v = one(1)",
        *each(n, "with case(v, {n}):\n    w{n} = inc({n})"),
        f"merge({', '.join(f'w{k}' for k in range(1, n))})",
    ],
    "Parameters": lambda n: each(n, 'p{n} = Parameter("p{n}")\ninc(p{n})'),
    "statements": lambda n: each(n, "x{n} = len(str({n}))\ninc(x{n})"),
    "items": lambda n: ["v = one({})", *each(n, "inc(v['a{n}'])")],
    "list": lambda n: [f"inc.map([{rows(n)}])"],
    "list of lines": lambda n: ["one([\n" + "    0,\n" * n + "])"],
    "dict": lambda n: [f"one({{{pairs(n)}}})"],
    "string": lambda n: [f"one('{'word ' * n}')"],
    "printed": lambda n: [*each(n, "print({n})"), "one(1)"],
    "unknown keywords": lambda n: each(n, "inc({n}, y=1)"),
}
# What is above the block, and what the block makes of it.
ABOVE: dict[str, tuple[Callable[[int], list[str]], Callable[[int], list[str]]]] = {
    "constants": (lambda n: each(n, "C{n} = {n}"), lambda n: each(n, "inc(C{n})")),
    "module list": (lambda n: [f"ROWS = [{rows(n)}]"], lambda n: ["inc.map(ROWS)"]),
    "module statements": (
        lambda n: each(n, "x{n} = len(str({n}))"),
        lambda n: ["one()"],
    ),
    "functions in a chain": (
        lambda n: ["def f0(): return 1", *each(n, "def f{n}(): return f{p}()")],
        lambda n: [f"one(f{n - 1}())"],
    ),
    "tasks": (
        lambda n: each(
            n, "@task(max_retries=1, name='t{n}')\ndef t{n}(x):\n    return x"
        ),
        lambda n: each(n, "t{n}({n})"),
    ),
    "task classes": (
        lambda n: each(n, "class T{n}(Task):\n    def run(self):\n        return {n}"),
        lambda n: each(n, "T{n}()()"),
    ),
    "a task's body": (
        lambda n: ["@task\ndef long():", *each(n, "    x{n} = len('a')"), "    pass"],
        lambda n: ["long()"],
    ),
    "arguments": (
        lambda n: [f"@task\ndef wide({names('a', n)}):\n    return a0"],
        lambda n: [f"wide({', '.join(f'a{k}={k}' for k in range(n))})"],
    ),
    "imports": (
        lambda n: [*each(n, "import a{n}"), *each(n, "b{n} = a{n}.c")],
        lambda n: each(n, "inc(b{n})"),
    ),
}
SHAPES = (*BLOCKS, *ABOVE)


def shape(name: str, count: int, recorded: bool = False) -> str:
    """The file of a shape that repeats something so many times."""
    if name in BLOCKS:
        return of_flow(BLOCKS[name](count), (), recorded)
    above, block = ABOVE[name]
    return of_flow(block(count), above(count), recorded)
