"""Which flows a script carries for tasks that start others by their names."""

import sys
from pathlib import Path

import pytest
from flowc.compiler.diagnostics import Diagnostic

from tests.support.commands import flowc, run

from .running import compiled_to_run, ran, results

HEAD = """\
import os
from enum import Enum
from prefect import Flow, Parameter, task, unmapped
from prefect.tasks.prefect import StartFlowRun, create_flow_run
class Names(Enum):
    B = "b"
    C = "c"
class Settings:
    child = "c"
A, MANY, TABLE = "a", ["a", "c"], {"k": "b"}
@task
def one(x=1):
    return x
@task
def returned():
    return "a" if one else A
with Flow("a") as a:
    one(1)
with Flow(Names.B.value) as b:
    one(2)
with Flow(schedule=None, name="c") as c:
    one(3)
"""
BLOCK = "with Flow('outer') as outer:\n"
HELPER = """\
def helper(name):
    return create_flow_run.run(flow_name=name)
"""
TOLD = [
    "create_flow_run(flow_name='a')",
    "create_flow_run(None, 'a')",
    "create_flow_run(flow_name=Names.B.value)",
    "create_flow_run(flow_name=Settings.child)",
    "create_flow_run(flow_name=A)",
    "create_flow_run.map(flow_name=MANY)",
    "create_flow_run.map(flow_name=[n for n in MANY])",
    "create_flow_run(flow_name=TABLE['k'])",
    "create_flow_run(flow_name=Parameter('p', default='b'))",
    "create_flow_run(flow_name=Parameter('p', 'b'))",
    "create_flow_run.map(parameters=[{}], flow_name=unmapped('b'))",
    "create_flow_run(flow_name=returned())",
    "create_flow_run(flow_name=f'{A}')",
    "create_flow_run(flow_name='%s' 'c')",
    "create_flow_run(flow_name='' + A)",
    "create_flow_run(flow_name=c.name)",
    "StartFlowRun('a')()",
    "StartFlowRun(project_name='p')(flow_name='b')",
    "for n in MANY:\n        create_flow_run(flow_name=n)",
    "task(lambda: 0)()",
]
UNTOLD = [
    ("create_flow_run(flow_name='{}'.format(A))", ""),
    ("create_flow_run(flow_name=os.environ['N'])", "`os.environ` comes from elsewhere"),
    ("create_flow_run(flow_name=Parameter('p'))", "`Parameter('p')` has no default"),
    ("create_flow_run(flow_name=os.getenv('N'))", "`os.getenv('N')` is computed"),
]


def said(text: str) -> list[Diagnostic]:
    """What is said of the names of flows that a file starts."""
    result = compiled_to_run(text, "outer")
    assert result.scripts, result.diagnostics
    return [each for each in result.diagnostics if each.code in ("FLC409", "FLC416")]


@pytest.mark.parametrize("start", TOLD)
def test_names_that_can_be_told(start: str) -> None:
    found = said(f"{HEAD}{BLOCK}    {start}\n")
    assert "FLC416" not in {each.code for each in found}


@pytest.mark.parametrize(("start", "why"), UNTOLD)
def test_names_that_can_not_be_told(start: str, why: str) -> None:
    (found,) = said(f"{HEAD}{BLOCK}    {start}\n")
    assert found.code == "FLC416"
    assert why in found.message and "--with FILE" in str(found.help)


def test_flows_that_started_flows_start() -> None:
    more = "with Flow('d') as d:\n    create_flow_run(flow_name='b')\n"
    text = f"{HEAD}{more}{BLOCK}    create_flow_run(flow_name='d')\n"
    assert said(text) == []
    found = results(ran(text, "outer"))
    assert len(found) == 1


def test_what_functions_are_given() -> None:
    more = "@task\ndef start():\n    helper('c')\n    helper(name='elsewhere')\n"
    text = f"{HEAD}{HELPER}{more}{BLOCK}    start()\n"
    (found,) = said(text)
    assert "'elsewhere' is not in this file" in found.message


def test_names_of_no_flow() -> None:
    text = f"{HEAD}{BLOCK}    create_flow_run.map(flow_name=['a', 'elsewhere'])\n"
    result = compiled_to_run(text, "outer")
    (said,) = (each for each in result.diagnostics if each.code == "FLC409")
    assert "'elsewhere' is not in this file" in said.message


PROJECT = {
    "pipelines/__init__.py": "from pipelines.all import *\n",
    "pipelines/all.py": "from pipelines.sales import *\nfrom pipelines.dbt import *\n",
    "pipelines/names.py": "class Names:\n    DBT = 'dbt run'\n    SALES = 'sales'\n",
    "pipelines/sales.py": """\
import heavy
from prefect import Flow, task
@task
def sell():
    heavy.sell()
with Flow("sales") as sales:
    sell()
""",
    "pipelines/dbt.py": """\
from prefect import Flow, Parameter, task
from pipelines.names import Names
@task
def say(m):
    print(">> dbt", m)
with Flow(Names.DBT) as dbt:
    say(Parameter("m"))
""",
    "flow.py": """\
import pipelines
from pipelines.names import Names
from prefect import Flow
from prefect.tasks.prefect import create_flow_run
KNOWN = pipelines
with Flow("outer") as flow:
    create_flow_run(flow_name=Names.DBT, parameters={"m": 3})
flow.run()
""",
}


def test_projects_whose_packages_import_every_flow(tmp_path: Path) -> None:
    for name, text in PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    done = flowc("compile", "flow.py", "-o", "out.py", folder=tmp_path, ok=True)
    script = (tmp_path / "out.py").read_text()
    assert "heavy" not in script and "FLC417" in done.err
    command = [sys.executable, "out.py", "--local", "sync"]
    ran = run(command, folder=tmp_path, ok=True)
    assert ">> dbt 3" in ran.out
