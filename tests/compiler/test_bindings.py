"""Every spelling of an import of prefect, in plain flows and in flows with a loop."""

import pytest

from .running import compiled_to_run, ran, results

BODY = """\
@{p}task
def size(limit):
    {say}
    return limit + 1
with {p}Flow("f") as flow:
    size({p}Parameter("limit", default=2))
"""
# The imports, how task, Flow and Parameter are spelled, and what a body says.
TOP = [
    ("import prefect", "prefect.", "prefect.context.get('x')"),
    ("import prefect as pf", "pf.", "pf.context.get('x')"),
    ("import os, prefect", "prefect.", "prefect.context.get('x'); os.getcwd()"),
    ("import prefect.triggers", "prefect.", "prefect.context.get('x')"),
    (
        "from prefect import Flow, Parameter, task, context",
        "",
        "context.get('x')",
    ),
    (
        "from prefect import Flow, Parameter, task, context as c",
        "",
        "c.get('x')",
    ),
    (
        "import prefect\nfrom prefect import Flow, Parameter, task",
        "",
        "prefect.context.get('x')",
    ),
    (
        "from prefect import (\n    Flow,\n    Parameter,  # both\n    task,\n)",
        "",
        "pass",
    ),
    (
        "from prefect.core import Flow, Parameter\nfrom prefect import task",
        "",
        "pass",
    ),
    (
        "from prefect.core.flow import Flow\nfrom prefect.core.parameter import "
        "Parameter\nfrom prefect.utilities.tasks import task",
        "",
        "pass",
    ),
    ("from prefect import *", "", "context.get('x')"),
    (
        "try:\n    import prefect\nexcept ImportError:\n    raise",
        "prefect.",
        "prefect.context.get('x')",
    ),
    (
        "try:\n    from prefect import task, Flow, Parameter\n"
        "except ImportError:\n    task = None",
        "",
        "pass",
    ),
]
# What a body imports, and says then.
LOCAL = [
    "import prefect; prefect.context.get('x')",
    "import prefect as other; other.context.get('x')",
    "from prefect import context; context.get('x')",
    "from prefect import context as c; c.get('x')",
    "from prefect.engine import signals; signals.SKIP",
    "from prefect.engine.signals import SKIP; SKIP",
    "import prefect.engine.signals; prefect.engine.signals.SKIP",
    "import json, prefect; json.dumps(1); prefect.context.get('x')",
    "from prefect.utilities.logging import get_logger; get_logger('x').info('y')",
    "import prefect; prefect.context.logger.info('y')",
    "import prefect; prefect.context['logger'].info('y')",
]


def as_looped(text: str) -> str:
    """The flow with its call in a loop."""
    return text.replace("    size(", "    for each in range(1):\n        size(")


@pytest.mark.parametrize(("imports", "prefix", "say"), TOP)
@pytest.mark.parametrize("looped", [False, True])
def test_imports_of_a_file(imports: str, prefix: str, say: str, looped: bool) -> None:
    text = f"{imports}\n" + BODY.format(p=prefix, say=say)
    text = as_looped(text) if looped else text
    result = compiled_to_run(text)
    assert [flow.left for flow in result.flows] == [()]
    assert "import prefect" not in result.scripts[0].text
    assert results(ran(text)) == {"limit": 2, "size-1": 3}


@pytest.mark.parametrize("say", LOCAL)
@pytest.mark.parametrize("looped", [False, True])
def test_imports_in_a_body(say: str, looped: bool) -> None:
    text = "from prefect import Flow, Parameter, task\n" + BODY.format(p="", say=say)
    text = as_looped(text) if looped else text
    assert results(ran(text)) == {"limit": 2, "size-1": 3}


def test_imports_inside_a_block() -> None:
    text = """\
from prefect import Flow, task
@task
def one():
    return 1
with Flow("f") as flow:
    from prefect import Parameter
    from prefect.tasks.control_flow import merge
    merge(one(), Parameter("x", default=2))
"""
    assert results(ran(text)) == {"one-1": 1, "x": 2, "Merge-1": 1}


def test_only_what_is_used_is_bound() -> None:
    text = """\
import prefect
from prefect import Flow, Parameter, Task, case, task, unmapped
from prefect.engine import signals, state
@task
def one():
    return prefect.context.get("x")
with Flow("f") as flow:
    one()
"""
    script = compiled_to_run(text).scripts[0].text
    assert 'prefect = Namespace("prefect", context=PlainContext())' in script
    for name in ("case", "unmapped", "Task", "signals", "state", "Parameter"):
        assert f"\n{name} = " not in script


def test_names_that_a_file_gives_something_else_are_its_own() -> None:
    text = """\
from prefect import Flow, case, task
case = str.upper
@task
def loud(text):
    return case(text)
with Flow("f") as flow:
    loud("a")
"""
    assert results(ran(text)) == {"loud-1": "A"}


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("engine.signals", "SKIP"),
        ("engine.state", "Success"),
        ("utilities.logging", "get_logger"),
        ("engine.results", "LocalResult"),
    ],
)
def test_a_star_binds_all_that_flowc_knows(home: str, name: str) -> None:
    imports = f"from prefect import *\nfrom prefect.{home} import *"
    text = f"{imports}\n" + BODY.format(p="", say=f"assert {name}")
    assert results(ran(text)) == {"limit": 2, "size-1": 3}
