"""Count what the standard library of this Python is made of."""

import ast
import collections
import sysconfig
from pathlib import Path

from prefect import Flow, Parameter, task, unmapped
from prefect.triggers import all_finished

LIBRARY = Path(sysconfig.get_path("stdlib"))
SUFFIXES = {".py", ".so", ".pyd"}  # compiled modules are modules too: they don't parse
ELSEWHERE = {"site-packages", "dist-packages"}
WIDTH = 44


def belongs(path):
    """Tell whether the file is a module of the library, its unit tests aside."""
    parts = path.relative_to(LIBRARY).parts
    return (
        path.suffix in SUFFIXES
        and not ELSEWHERE.intersection(parts)
        and not any(part.startswith("test_") for part in parts)
    )


@task
def list_modules():
    return sorted(
        path.relative_to(LIBRARY).as_posix()
        for path in LIBRARY.rglob("*")
        if belongs(path)
    )


@task
def parse(name):
    """Return the module's syntax tree; a file that isn't Python text raises."""
    return ast.parse((LIBRARY / name).read_bytes(), filename=name)


@task
def measure(tree):
    kinds = collections.Counter(type(node) for node in ast.walk(tree))
    return {
        "lines": max((node.end_lineno for node in tree.body), default=0),
        "functions": kinds[ast.FunctionDef] + kinds[ast.AsyncFunctionDef],
        "classes": kinds[ast.ClassDef],
    }


@task
def label(name, figures, width):
    short = name if len(name) <= width else "..." + name[3 - width :]
    return {"module": short, **figures}


def ranking(rows, key, top):
    """Format the `top` rows with the most of `key`, under a heading."""
    first = sorted(rows, key=lambda row: (-row[key], row["module"]))[:top]
    heading = f"Most {key}, of {sum(row[key] for row in rows):,}"
    return [heading, *(f"  {row['module']:<{WIDTH}}{row[key]:>8,}" for row in first)]


@task(name="table", trigger=all_finished)
def make_table(modules, rows, top):
    """Return the census as text. What failed upstream arrives as an exception."""
    known = [row for row in rows if not isinstance(row, BaseException)]
    failed = [
        name for name, row in zip(modules, rows) if isinstance(row, BaseException)
    ]
    text = [name for name in failed if name.endswith(".py")]
    return "\n".join(
        [
            f"{len(modules):,} modules, {len(known):,} of them parsed",
            *ranking(known, "lines", top),
            *ranking(known, "functions", top),
            *ranking(known, "classes", top),
            f"Not parsed: {len(failed)}",
            f"  {'compiled':<{WIDTH}}{len(failed) - len(text):>8,}",
            *(f"  {name}" for name in text),
        ]
    )


@task
def show(table):
    print(table)


with Flow("stdlib-census") as flow:
    top = Parameter("top", default=5)
    modules = list_modules()
    trees = parse.map(modules)
    figures = measure.map(trees)
    rows = label.map(modules, figures, width=unmapped(WIDTH))
    show(make_table(modules, rows, top))


if __name__ == "__main__":
    flow.run()
