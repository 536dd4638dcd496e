"""The flows that a file makes: in blocks, functions, copies, lists, dicts, classes."""

import pytest

from .running import compiled_to_run, ran, results

HEAD = """\
import copy
from prefect import Flow, Parameter, task
@task
def one(x=1):
    return x
"""
SEVERAL = """\
with Flow("first flow") as first:
    one(1)
with Flow("second flow") as second:
    for n in range(2):
        one(n)
    twice = one.map([7])
    one.map(twice)
    one.map(twice)
"""
BUILD = """\
def build(count=2):
    with Flow("inside") as flow:
        for n in range(count):
            one(n)
    return flow
"""
# What makes the only flow of a file, and what comes of it.
ONE = [
    ("flow = Flow('f')\nwith flow:\n    one(3)\n", [3]),
    ("flow = Flow('f')\nflow.add_task(one)\n", [1]),
    ("flow = Flow('f', tasks=[one])\n", [1]),
    ("with Flow('f') as flow:\n    one(1)\nwith flow:\n    one(2)\n", [1, 2]),
    (f"{BUILD}flow = build(3)\n", [0, 1, 2]),
    (f"{BUILD}flow = build()\nflow.run()\n", [0, 1]),
    (f"{BUILD}if __name__ == '__main__':\n    flow = build(1)\n    flow.run()\n", [0]),
    (f"{BUILD}", [0, 1]),
    ("def main():\n    with Flow('f') as flow:\n        one(5)\n    flow.run()\n", [5]),
    ("if True:\n    with Flow('f') as flow:\n        one(5)\n", [5]),
    ("for n in [5]:\n    with Flow('f') as flow:\n        one(n)\n", [5]),
    ("class Own(Flow):\n    pass\nwith Own('f') as flow:\n    one(5)\n", [5]),
    (f"{BUILD}flows = [build(1), build(2)]\nflow = flows[1]\n", [0, 1]),
    (f"{BUILD}flows = {{'x': build(1)}}\nflow = flows['x']\n", [0]),
    (f"{BUILD}def twice():\n    return build(1)\nflow = twice()\n", [0]),
]
BROKEN = [
    (f"{BUILD}if __name__ == '__main__':\n    build(1).run()\n", [0]),
    (f"{BUILD}def main():\n    f = build(1)\n    f.run()\nmain()\n", [0]),
]
COPIES = ["first.copy()", "copy.deepcopy(first)"]


@pytest.mark.parametrize(("made", "wanted"), ONE)
def test_one_flow(made: str, wanted: list[int]) -> None:
    assert list(results(ran(HEAD + made)).values()) == wanted


@pytest.mark.parametrize(("made", "wanted"), BROKEN)
def test_functions_that_the_file_hardly_calls(made: str, wanted: list[int]) -> None:
    assert list(results(ran(HEAD + made)).values()) == wanted


@pytest.mark.parametrize("copying", COPIES)
def test_a_copy_is_a_flow_of_its_own(copying: str) -> None:
    text = f"""{HEAD}
with Flow("f") as first:
    one(1)
second = {copying}
with second:
    one(2)
"""
    assert list(results(ran(text, "first")).values()) == [1]
    assert list(results(ran(text, "second")).values()) == [1, 2]


@pytest.mark.parametrize("wanted", ["first", "first flow", "second", "second flow"])
def test_several_flows(wanted: str) -> None:
    found = list(results(ran(HEAD + SEVERAL, wanted)).values())
    assert found[:2] == ([1] if wanted.startswith("first") else [0, 1])


def test_a_note_is_about_the_chosen_flow() -> None:
    assert compiled_to_run(HEAD + SEVERAL, "first").diagnostics == ()
    said = compiled_to_run(HEAD + SEVERAL, "second").diagnostics
    assert {each.code for each in said} == {"FLC427"}


def test_several_flows_and_none_chosen() -> None:
    [said] = compiled_to_run(HEAD + SEVERAL).diagnostics
    assert said.code == "FLC008"
    assert [note.message for note in said.notes] == [
        "the flow first ('first flow')",
        "the flow second ('second flow')",
    ]


def test_several_factories() -> None:
    text = HEAD + BUILD + BUILD.replace("build", "other").replace("one(n)", "one(9)")
    text += "a = build(1)\nb = other(1)\n"
    assert list(results(ran(text, "a")).values()) == [0]
    assert list(results(ran(text, "b")).values()) == [9]


def test_one_flow_may_use_what_another_has_made() -> None:
    text = f"""{HEAD}
with Flow("f") as first:
    x = one(1)
with Flow("g") as second:
    second.update(first)
    one(2)
"""
    assert sorted(results(ran(text, "second")).values()) == [1, 2]


OTHER = "from company import Flow\n"
# A package's class that builds its flow without a block; one that a task opens.
NO_BLOCK = """
from company import JobFlow
flow = JobFlow("f")
flow.add_task(one)
"""
IN_A_TASK = """
from rows import Workflow
@task
def clean(rows):
    with Workflow(rows) as steps:
        rows = steps.clean(rows)
    return rows
with Flow("f") as flow:
    clean([1])
"""


def said_of(text: str) -> list[str]:
    return [said.code for said in compiled_to_run(text).diagnostics]


def test_a_package_s_flow_without_a_block() -> None:
    assert said_of(HEAD + NO_BLOCK) == ["FLC014"]
    assert list(results(ran(HEAD + NO_BLOCK)).values()) == [1]


def test_a_block_inside_a_task_is_no_flow() -> None:
    assert said_of(HEAD + IN_A_TASK) == []


@pytest.mark.parametrize("first", [True, False])
def test_a_package_s_flow_or_else_prefect_s(first: bool) -> None:
    homes = [OTHER, "from prefect import Flow\n"]
    one, other = homes if first else reversed(homes)
    guarded = f"try:\n    {one}except ImportError:\n    {other}"
    text = f"{HEAD}{guarded}with Flow('f') as flow:\n    one(2)\n"
    assert "FLC014" in said_of(text)
    assert list(results(ran(text)).values()) == [2]
