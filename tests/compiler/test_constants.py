"""Long collections of constants are carried as libcst would carry them."""

from pathlib import Path

import pytest
from flowc.compiler.driver import Options, Result, compile_source
from flowc.compiler.frontend import constants
from flowc.compiler.source import read_source

HEAD = """
from prefect import Flow, task
from prefect.tasks.prefect import StartFlowRun

start = StartFlowRun(project_name="p")

@task
def one(x, y=None):
    return x
"""
NUMBERS = ", ".join(map(str, range(60)))
LINES = ",\n        ".join(map(str, range(60)))
TEXTS = ", ".join(f'"é{number}"' for number in range(60))
PAIRS = ", ".join(f'"é{number}": [{number}, -1, None]' for number in range(60))

MODULE = f"""
BARE = {NUMBERS}
ROWS = ( # why
    {NUMBERS},

)
MIXED = "é", [{TEXTS}], len("é"), [{NUMBERS}][0]
TABLE = {{{PAIRS}}}; MORE = {{**TABLE, 1: {{{NUMBERS}}}}}
FOUND = 3 if 5 in[{NUMBERS}]else len(f"{{[{NUMBERS}]}}")
TEXT = ['''a
    b''', {NUMBERS}]

def rows(x=[{NUMBERS}], *, y: "int" = ({NUMBERS},)):
    if x: y = [ # in a block
 1,
        {LINES},

    # here \\
  2,
]
    return{{{LINES}}}

@task
def size(x):
    return len([
        x, {NUMBERS}, [
        {LINES}]
    ])
"""
FLOW = f"""
with Flow("long") as flow:
    a = one.map([{NUMBERS}])
    b = one.map((
        {LINES}), upstream_tasks=[a])
    one(a, [
        {LINES}
    ])
    one({{"a": b, "b": [{TEXTS}]}}, [MIXED, TEXT, MORE, FOUND, BARE, rows()])
    size(ROWS)
    start(flow_name=[{TEXTS}][0])
"""
RECORDED = f"""
    for k in [{NUMBERS}][:2]:
        if k in (
            {LINES}
        ):
            one(k)
flow.run(parameters=dict(x=[
    {LINES}]))
"""


def compiled(text: str, path: Path, long: int, patch: pytest.MonkeyPatch) -> Result:
    patch.setattr(constants, "LONG", long)
    path.write_text(text)
    return compile_source(read_source(str(path)), Options(runtime="import"))


@pytest.mark.parametrize("end", ["", RECORDED], ids=["lowered", "recorded"])
@pytest.mark.parametrize("indent", ["    ", "\t"], ids=["blanks", "tabs"])
def test_nothing_changes_with_what_is_one_node(
    end: str, indent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (HEAD + MODULE + FLOW + end).replace("    ", indent)
    path = tmp_path / "flow.py"
    found = compiled(text, path, 50, monkeypatch)
    expected = compiled(text, path, len(text), monkeypatch)
    assert found.diagnostics == expected.diagnostics
    assert found.scripts == expected.scripts != ()
