"""Modules inside the script: how they are made, import one another, and travel."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from flowc.runtime.wire.cloudpickling import carriers, dumped_by_value, loaded_whole
from flowc.runtime.wire.embedded_modules import carried_modules, travelled_modules

STATE = """
count = 0

def bump():
    global count
    count += 1
    return count

class Kept:
    pass

def wrapped(function):
    def call():
        return function(), count
    return call

bump_twice = wrapped(bump)
"""
CIRCLE_A = "X = 1\nfrom pkg import b\ndef f(): return b.g()\n"
CIRCLE_B = "from . import a\nY = a.X + 1\ndef g(): return a.X, Y\n"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What this process knows of carried modules, as another process would."""
    yield
    carriers.clear()
    travelled_modules.clear()


def state_module() -> Any:
    return carried_modules({}, ("pkg.state", "pkg/state.py", False, STATE))[0]


def elsewhere(content: Any) -> Any:
    """The content, as another process gets it."""
    data = dumped_by_value(content)
    travelled_modules.clear()
    return loaded_whole(data)


def test_a_module_has_its_name_and_its_state() -> None:
    module = state_module()
    assert module.__name__ == "pkg.state" and module.bump() == 1
    assert module.count == 1 and "pkg.state" not in sys.modules


def test_module_and_functions_travel_as_one() -> None:
    module = state_module()
    there, bump, kind, twice = elsewhere(
        [module, module.bump, module.Kept, module.bump_twice]
    )
    assert there is not module and there.count == 0
    assert bump() == 1 and there.count == 1
    assert kind is there.Kept and twice() == (2, 2)


def test_objects_of_its_classes_travel() -> None:
    module = state_module()
    kept = module.Kept()
    kept.value = 3
    assert elsewhere(kept).value == 3


def test_a_process_has_one_module() -> None:
    module = state_module()
    data = dumped_by_value(module.bump)
    travelled_modules.clear()
    assert [loaded_whole(data)() for _ in range(3)] == [1, 2, 3]


def test_modules_that_import_one_another() -> None:
    a, b = carried_modules(
        {},
        ("pkg.a", "pkg/a.py", False, CIRCLE_A),
        ("pkg.b", "pkg/b.py", False, CIRCLE_B),
    )
    assert a.f() == (1, 2) and b.Y == 2
    assert elsewhere(a.f)() == (1, 2)


def test_a_package_has_the_modules_inside_it() -> None:
    package, inner = carried_modules(
        {},
        ("pkg", "pkg/__init__.py", True, "from . import inner\nfrom .inner import X"),
        ("pkg.inner", "pkg/inner.py", False, "X = 5"),
    )
    assert package.inner is inner and package.X == 5


def test_imports_of_what_the_script_has() -> None:
    text = (
        "import pkg.other\nfrom prefect import context\nfrom pkg import other as o\n"
        "from pkg.other import *\nimport json\n"
        "found = (pkg.other.f(), o.f(), f(), context, json.dumps(1))\n"
    )
    table = {"pkg.other.f": lambda: 7, "prefect.context": "the context"}
    module = carried_modules(table, ("pkg.m", "pkg/m.py", False, text))[0]
    assert vars(module)["found"] == (7, 7, 7, "the context", "1")


def test_what_is_not_carried_is_said() -> None:
    text = "import pkg.other\npkg.other.gone\n"
    table = {"pkg.other.f": None}
    with pytest.raises(AttributeError, match=r"does not carry pkg\.other\.gone"):
        carried_modules(table, ("pkg.m", "pkg/m.py", False, text))


def test_code_that_waits_runs_when_it_is_asked_for() -> None:
    text = "from pkg.log import LOG\nLOG.append(1)\nX = 2\n"
    log: list[int] = []
    row = ("pkg.m", "pkg/m.py", False, text)
    module = carried_modules({"pkg.log.LOG": log}, row, at_once=False)[0]
    assert log == [] and not hasattr(module, "__wrapped__")
    assert (module.X, log) == (2, [1])
    assert module.__loaded__() is module and log == [1]


def test_code_that_fails_fails_again() -> None:
    row = ("pkg.m", "pkg/m.py", False, "import not_installed_anywhere")
    module = carried_modules({}, row, at_once=False)[0]
    for _ in range(2):
        with pytest.raises(ImportError):
            module.__loaded__()


def test_tracebacks_name_the_file_and_show_the_line() -> None:
    text = "\ndef f():\n    raise ValueError(3)\n"
    module = carried_modules({}, ("pkg.m", "pkg/m.py", False, text))[0]
    with pytest.raises(ValueError) as caught:
        module.f()
    entry = caught.traceback[-1]
    assert (str(entry.path), entry.lineno) == ("pkg/m.py", 1)


def test_namespaces_stand_for_hoisted_modules() -> None:
    table = {"pkg.other": SimpleNamespace(f=lambda: 1)}
    text = "from pkg import other\nX = other.f()"
    assert carried_modules(table, ("m", "m.py", False, text))[0].X == 1
