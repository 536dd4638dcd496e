"""Names of the user's that the runtime, the script or prefect have as well."""

import pytest

from .running import compiled_to_run, ran, results

# What the runtime or the generated part of a script calls something.
NAMES = [
    "case",
    "merge",
    "Task",
    "State",
    "Flow",
    "Namespace",
    "RunContext",
    "as_task",
    "context",
    "delayed",
    "get_item",
    "graph",
    "inspect",
    "main",
    "nodes_of_flow",
    "program",
    "Program",
    "run",
    "run_flow",
    "schedule",
    "SETTINGS",
    "task",
    "unmapped",
]
STATIC = """\
import prefect
@prefect.task
def {name}(x):
    return prefect.context.get("n", 1) + x
with prefect.Flow("f") as flow:
    a = {name}(1)
    {name}.map([a, 2], y=prefect.unmapped(3))
"""
HELPER = """\
import prefect
def {name}(x):
    return x + 1
@prefect.task(nout=2)
def pair(x):
    return x, {name}(x)
with prefect.Flow("f") as flow:
    a, b = pair(1)
    with prefect.case(b, 2):
        pair(b)
"""
LOOP = "    for each in range(1):\n"


BOTH_WAYS = [(name, looped) for looped in (False, True) for name in NAMES]


@pytest.mark.parametrize(("name", "looped"), BOTH_WAYS)
def test_a_task_of_the_name(name: str, looped: bool) -> None:
    text = STATIC.format(name=name).replace("(x):", "(x, y=0):")
    loop = f"{LOOP}        {name}(1)\n" if looped else ""
    found = results(ran(text + loop))
    assert found[f"{name}-1"] == 2
    assert len(found[f"{name}-2"]) == 2
    assert len(found) == (4 if looped else 3)


@pytest.mark.parametrize(("name", "looped"), BOTH_WAYS)
def test_a_helper_of_the_name(name: str, looped: bool) -> None:
    text = HELPER.format(name=name)
    loop = f"{LOOP}        pair(5)\n" if looped else ""
    found = results(ran(text + loop))
    assert found["pair-1"] == (1, 2)
    assert found["pair-2"] == (2, 3)


@pytest.mark.parametrize("name", NAMES)
def test_a_variable_of_a_result_of_the_name(name: str) -> None:
    text = f"""\
import prefect
@prefect.task
def one(x):
    return x
with prefect.Flow("f") as flow:
    {name} = one(1)
    one({name})
state = flow.run()
assert state.result[{name}].result == 1
"""
    assert results(ran(text)) == {"one-1": 1, "one-2": 1}


def test_the_file_imports_what_the_script_is_made_of() -> None:
    text = """\
import inspect
from dask import delayed
from prefect import Flow, task
@task
def one(x):
    return callable(delayed), inspect.isclass(x)
with Flow("f") as flow:
    one(1)
state = flow.run()
print(inspect.isclass(state), delayed)
"""
    assert results(ran(text)) == {"one-1": (True, False)}


def test_a_local_name_hides_an_import_of_prefect() -> None:
    text = """\
from prefect import Flow, case, task
@task
def one(case):
    return case + 1
@task
def two(x):
    def context():
        return x
    return context()
with Flow("f") as flow:
    with case(one(1), 2):
        two(3)
"""
    result = compiled_to_run(text)
    assert result.flows[0].left == ()
    assert results(ran(text)) == {"one-1": 2, "case(2)-1": None, "two-1": 3}
