"""Record what real Prefect 1.4.1 makes of the cases: python oracle.py [-o F] [CASE...]

Needs an environment with Prefect (tests/environments.py makes one, `oracle`), and
nothing of flowc. Each case file defines a module-level `flow` and may define

  PARAMETERS        dict given to flow.run(parameters=...)
  CONTEXT           dict put into prefect.context before flow.run()
  RUNS              how many times flow.run() is called, in one process
  EVENTS            list that the case appends to as it runs
  EVENTS_ANY_ORDER  True: EVENTS is sorted before it is recorded
  ENV               dict of environment variables, set before Prefect is imported

One JSON object per case is recorded:

  {"case", "build_error"} or {"case", "runs": [run, ...], "events"}
  run = {"run_error"} or {"flow_state", "flow_message", "tasks": {slug: task}}
  task = {"name", "class", "state", "message", "result", "children"?}

`result` is the repr of the state's result. Every case has a process of its own, so
that caches don't leak. Scratch files are under $CASE_TMP, recorded as $TMP.
"""

import argparse
import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
QUIET = {"PREFECT__LOGGING__LEVEL": "CRITICAL"}
MARK = "@@recorded "
TIMEOUT = 60


def short(value: object) -> str:
    text = re.sub(r"<(class ')?case_\w+\.", r"<\1", repr(value))
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def describe_state(state: Any) -> dict[str, Any]:
    described: dict[str, Any] = {
        "state": type(state).__name__,
        "message": None if state.message is None else str(state.message),
        "result": short(state.result),
    }
    if state.is_mapped():
        described["children"] = [describe_state(child) for child in state.map_states]
    return described


def describe_run(flow: Any, state: Any) -> dict[str, Any]:
    run = {"flow_state": type(state).__name__, "flow_message": str(state.message)}
    if not isinstance(state.result, dict):
        return {**run, "tasks": {}, "flow_result": short(state.result)}
    tasks = {
        flow.slugs[task]: {
            "name": task.name,
            "class": type(task).__name__,
            **describe_state(of_task),
        }
        for task, of_task in state.result.items()
    }
    return {**run, "tasks": dict(sorted(tasks.items()))}


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("case_" + path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def run_flow(module: Any) -> dict[str, Any]:
    executors = importlib.import_module("prefect.executors")
    parameters = dict(getattr(module, "PARAMETERS", {}))
    try:
        state = module.flow.run(
            parameters=parameters, executor=executors.LocalExecutor()
        )
    except BaseException as error:
        return {"run_error": f"{type(error).__name__}: {error}"}
    return describe_run(module.flow, state)


def run_case(path: Path) -> dict[str, Any]:
    """Build and run one case in this process; return its record."""
    warnings.simplefilter("ignore")
    recorded: dict[str, Any] = {"case": path.stem}
    try:
        module = load(path)
    except BaseException as error:
        return {**recorded, "build_error": f"{type(error).__name__}: {error}"}
    context = importlib.import_module("prefect").context
    context.update(getattr(module, "CONTEXT", {}))
    recorded["runs"] = [run_flow(module) for _ in range(getattr(module, "RUNS", 1))]
    if hasattr(module, "EVENTS"):
        told = (str, int, float, list, dict, type(None))
        events = [e if isinstance(e, told) else short(e) for e in module.EVENTS]
        if getattr(module, "EVENTS_ANY_ORDER", False):
            events.sort(key=json.dumps)
        recorded["events"] = events
    return recorded


def environment_of(path: Path) -> dict[str, str]:
    """Return the literal that the case assigns to ENV, read without running it."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ENV":
            return dict(ast.literal_eval(node.value))
    return {}


def run_isolated(path: Path) -> dict[str, Any]:
    """Run one case in a fresh interpreter and folder; return its record."""
    with tempfile.TemporaryDirectory(prefix="flowc-case-") as scratch:
        env = {**os.environ, **QUIET, **environment_of(path), "CASE_TMP": scratch}
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(path)],
            cwd=scratch,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith(MARK)]
    if not lines:
        return {"case": path.stem, "died": done.stderr[-500:]}
    record: dict[str, Any] = json.loads(lines[-1][len(MARK) :].replace(scratch, "$TMP"))
    return record


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description="record cases under real Prefect")
    parser.add_argument("-o", "--output", type=Path, help="write here, not to stdout")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("case", nargs="*", help="part of a case's name")
    options = parser.parse_args(argv)
    if options.one:
        print(MARK + json.dumps(run_case(options.one)))
        return
    paths = sorted(CASES.glob("[0-9]*.py"))
    chosen = [
        p for p in paths if not options.case or any(c in p.stem for c in options.case)
    ]
    text = json.dumps([run_isolated(path) for path in chosen], indent=1) + "\n"
    if options.output:
        options.output.write_text(text)
    else:
        print(text, end="")


if __name__ == "__main__":
    main(sys.argv[1:])
