"""Which modules of a project act when they are imported, and so stay modules."""

from pathlib import Path

import pytest

from tests.support.commands import flowc

FLOW = """\
from prefect import Flow
from steps import load
with Flow("f") as flow:
    load(1)
"""
HEAD = "from prefect import task\n"
TASK = "@task\ndef load(x):\n    return x\n"
DEFINES = {
    "constants": "ROWS = 3\nNAMES = [n.upper() for n in ('a', 'b')]\n",
    "values of calls": "import os\nHOME = os.environ.get('HOME')\nPLACE = str(HOME)\n",
    "a logger": "import logging\nlog = logging.getLogger(__name__)\n",
    "a class": "import dataclasses\n@dataclasses.dataclass\nclass Row:\n    n: int\n",
    "a known decorator": "import functools\n@functools.cache\ndef g():\n    pass\n",
    "a guard": "if __name__ == '__main__':\n    print('here')\n",
    "a condition": "try:\n    import numpy\nexcept ImportError:\n    numpy = None\n",
    "a flow": "from prefect import Flow\nwith Flow('other') as other:\n    pass\n",
}
ACTS = {
    "a call": "print('loaded')\n",
    "a loop": "for name in ('a', 'b'):\n    globals()[name] = name\n",
    "a patch": "import json\njson.answer = 42\n",
    "a registering value": "JOBS = []\nfirst = JOBS.append(1)\n",
    "a decorator": "def kept(f):\n    return f\n@kept\ndef g():\n    pass\n",
    "subclasses": "class Job:\n    pass\nALL = Job.__subclasses__()\n",
    "told of subclasses": (
        "class Job:\n    def __init_subclass__(cls):\n        print(cls)\n"
    ),
}


def whole(folder: Path, more: str) -> bool:
    """Whether the script has the module of the task, with `more` in it, whole."""
    (folder / "flow.py").write_text(FLOW)
    (folder / "steps.py").write_text(f"{HEAD}{more}{TASK}")
    command = ("compile", "flow.py", "--runtime", "import")
    done = flowc(*command, folder=folder, ok=True)
    return "carried_modules(" in done.out


@pytest.mark.parametrize("kind", DEFINES)
def test_a_module_that_defines_is_hoisted(kind: str, tmp_path: Path) -> None:
    assert not whole(tmp_path, DEFINES[kind])


@pytest.mark.parametrize("kind", ACTS)
def test_a_module_that_acts_is_carried_whole(kind: str, tmp_path: Path) -> None:
    assert whole(tmp_path, ACTS[kind])


def test_a_package_that_imports_many_that_act_is_named(tmp_path: Path) -> None:
    package = tmp_path / "shop"
    package.mkdir()
    names = [f"job_{number}" for number in range(12)]
    for name in names:
        (package / f"{name}.py").write_text(f"import requests\nprint({name!r})\n")
    (package / "__init__.py").write_text(f"from . import {', '.join(names)}\n")
    (package / "steps.py").write_text(HEAD + TASK)
    (tmp_path / "flow.py").write_text(FLOW.replace("steps", "shop.steps"))
    done = flowc("compile", "flow.py", "-o", "out.py", folder=tmp_path, ok=True)
    assert "warning FLC424: importing shop runs 12 modules" in done.err
    assert "24 lines, packages requests" in done.err or "36 lines" in done.err
    assert "job_11" in (tmp_path / "out.py").read_text()
