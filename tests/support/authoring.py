"""What a flow file builds, as JSON: python authoring.py [--stand-ins] FILE...

With --stand-ins the runtime's classes stand in for Prefect, in a made-up `prefect`
package; without, Prefect itself has to be there, and nothing of flowc.

A file defines `flow` (a conformance case), or functions without parameters, each of
which returns a flow. One object comes of each: `error`, or what the flow consists of.
"""

import importlib
import importlib.util
import json
import pkgutil
import sys
import tempfile
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SETTINGS = (
    "name",
    "slug",
    "max_retries",
    "retry_delay",
    "retry_on",
    "timeout",
    "skip_on_upstream_skip",
    "checkpoint",
    "log_stdout",
    "nout",
    "auto_generated",
    "target",
    "cache_key",
    "task_run_name",
)

# Modules whose names have stand-ins elsewhere, or only have to be there.
OTHERS = (
    "client",
    "engine.cache_validators",
    "engine.results",
    "engine.runner",
    "engine.serializers",
    "engine.signals",
    "engine.state",
    "executors",
    "tasks.secrets",
    "tasks.shell",
    "tasks.templates",
    "tasks.templates.strings",
    "triggers",
)


class Module(types.ModuleType):
    """A module of the made-up package: the runtime's names, or dummies."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = runtime_names().get(name)
        return types.SimpleNamespace if found is None else found


def runtime_names() -> dict[str, Any]:
    """Everything that the runtime defines, by its name."""
    found: dict[str, Any] = {}
    package = importlib.import_module("flowc.runtime")
    for info in pkgutil.walk_packages(package.__path__, "flowc.runtime."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            own = getattr(value, "__module__", None) == module.__name__
            if own or type(value).__name__ == "BuiltInTrigger":
                found[name] = value
    return found


def install_stand_ins() -> None:
    """Put the made-up package in place, with every name of STAND_INS."""
    names = importlib.import_module("flowc.compiler.frontend.authoring_names")
    stand_ins: dict[str, str] = names.STAND_INS
    known = runtime_names()
    homes = {path.rpartition(".")[0] for path in stand_ins}
    for home in sorted(homes | {f"prefect.{other}" for other in OTHERS}):
        add_module(home)
    for path, name in stand_ins.items():
        home, _, attribute = path.rpartition(".")
        setattr(sys.modules[home], attribute, known[name])
    vars(sys.modules["prefect"])["context"] = known["RunContext"]()


def add_module(path: str) -> types.ModuleType:
    if path not in sys.modules:
        home, _, name = path.rpartition(".")
        sys.modules[path] = Module(path)
        vars(sys.modules[path])["__path__"] = []
        if home:
            setattr(add_module(home), name, sys.modules[path])
    return sys.modules[path]


def built(make: Any) -> dict[str, Any]:
    """What `make` builds, or the error that it raises."""
    try:
        return described(make())
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def described(flow: Any) -> dict[str, Any]:
    slugs = flow.slugs
    edges = [
        [slugs[e.upstream_task], slugs[e.downstream_task], e.key, e.mapped, e.flattened]
        for e in flow.edges
    ]
    constants = {
        slugs.get(task, f"not in the flow: {task}"): {
            key: text(value) for key, value in values.items()
        }
        for task, values in flow.constants.items()
        if values
    }
    return {
        "tasks": {slugs[task]: settings_of(task) for task in flow.tasks},
        "edges": sorted(edges, key=str),
        "constants": constants,
        "parameters": sorted(slugs[task] for task in flow.parameters()),
        "references": sorted(slugs[task] for task in flow.reference_tasks()),
        "roots": sorted(slugs[task] for task in flow.root_tasks()),
        "terminals": sorted(slugs[task] for task in flow.terminal_tasks()),
        "handlers": len(flow.state_handlers),
    }


def settings_of(task: Any) -> dict[str, Any]:
    settings = {name: text(getattr(task, name)) for name in SETTINGS}
    settings["tags"] = ", ".join(sorted(task.tags))
    settings["trigger"] = getattr(task.trigger, "__name__", "").lstrip("_")
    settings["handlers"] = str(len(task.state_handlers))
    settings["run"] = ", ".join(task.inputs())
    if hasattr(task, "required"):
        settings["required"] = f"{task.required} {task.default}"
    return settings


def text(value: Any) -> str:
    """A repr that is the same in every process."""
    shown = repr(sorted(value, key=repr) if isinstance(value, set) else value)
    return shown.partition(" at 0x")[0].replace("'_flow_file_", "'")


def load(path: Path) -> Any:
    name = f"_flow_file_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def descriptions(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a file builds: under its own name, or under its functions' names."""
    if path.stem[0].isdigit():
        yield path.stem, built(lambda: load(path).flow)
        return
    module = load(path)
    for name, value in vars(module).items():
        own = getattr(value, "__module__", "") == module.__name__
        if own and isinstance(value, types.FunctionType) and name[0] != "_":
            yield f"{path.stem}.{name}", built(value)


def main(arguments: list[str]) -> None:
    warnings.simplefilter("ignore")
    if arguments[0] == "--stand-ins":
        install_stand_ins()
        arguments = arguments[1:]
    with tempfile.TemporaryDirectory() as scratch:
        sys.path.insert(0, scratch)
        found = dict(pair for name in arguments for pair in descriptions(Path(name)))
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
