"""Errors of a program name the lines of its source, whatever flowc has moved."""

import re
import sys
from pathlib import Path

import pytest
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.source import source_from_bytes

from tests.support.commands import run

HEAD = '''\
"""A flow."""

# A comment.
from datetime import timedelta
from prefect import Flow, task


@task(
    max_retries=1,
    retry_delay=timedelta(0),
)
def inc(x):
    return x + 1


@task
def broken(x):
    return {}[x]  # in the task


'''
# In each, the lines that the traceback has, the outermost first, say AT.
BUILDING = {
    "block": """
with Flow("f") as flow:
    a = inc.map([1])
    b = inc.map(a)

    c = {}["x"]  # AT
""",
    "factory": """
def build(n):
    with Flow("f") as flow:
        a = inc.map([1])
        b = inc.map(a)
        for k in range(n):
            inc({}["x"])  # AT
    return flow


flow = build(3)  # AT
""",
    "helper": """
def helper(rows):
    first = inc.map(rows)  # one
    # a comment
    second = inc.map(first)
    return {}[len([second])]  # AT


with Flow("f") as flow:
    helper([1, 2])  # AT
""",
    "method": """
class Builder:
    def build(self):
        @task
        def inner(x):
            return x

        with Flow("f") as flow:
            inner(1)
            1 / 0  # AT
        return flow


flow = Builder().build()  # AT
""",
    "cause": """
def helper():
    try:
        {}["x"]  # AT
    except KeyError as error:
        raise ValueError("no x") from error  # AT


with Flow("f") as flow:
    inc(1)
    helper()  # AT
""",
    "behind": """
with Flow("f") as flow:
    a = inc.map([1])
    b = inc.map(a)

flow.schedule = {}["x"]  # AT
""",
}


def ended(text: str, folder: Path) -> str:
    """What a text's script says as it ends."""
    source = source_from_bytes(text.encode(), "a_flow.py")
    [script] = compile_source(source, Options()).scripts
    path = folder / "out.py"
    path.write_text(script.text)
    # Another file of the source's name must not be shown.
    (folder / "a_flow.py").write_text("wrong\n" * 100)
    done = run([sys.executable, path, "--flowc-local=sync"], folder)
    assert "wrong" not in done.text
    return done.text


@pytest.mark.parametrize("name", BUILDING)
def test_errors_of_what_builds_the_flow(name: str, tmp_path: Path) -> None:
    text = HEAD + BUILDING[name].lstrip("\n")
    wanted = {n for n, line in enumerate(text.split("\n"), 1) if line.endswith("# AT")}
    said = ended(text, tmp_path)
    found = {int(number) for number in re.findall(r'"a_flow.py", line (\d+)', said)}
    assert found == wanted, said
    assert "out.py" not in said
    assert said.count("# AT") == len(wanted)


def test_errors_of_tasks(tmp_path: Path) -> None:
    calls = "    broken.map([1, 2])\n    broken(3)\n\nflow.run()\n"
    text = f'{HEAD}with Flow("f") as flow:\n{calls}'
    line = text.split("\n").index("    return {}[x]  # in the task") + 1
    assert f'File "a_flow.py", line {line}, in broken' in ended(text, tmp_path)
