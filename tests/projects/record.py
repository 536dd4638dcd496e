"""Record what real Prefect 1.4.1 makes of the projects: record.py [NAME...]

    python tests/projects/record.py
    python tests/projects/record.py registry flow_copies

Needs the `oracle` environment (tests/environments.py). Each project's expected.json is
written anew: {"case", "runs": [run, ...], "next"?}, a run as in conformance/oracle.py,
`next` its coming run times.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(CHECKOUT))

from tests.conformance import oracle  # noqa: E402
from tests.environments import python_of  # noqa: E402
from tests.projects.project import ALL, HERE, STUBS, Project  # noqa: E402

QUIET = {
    **oracle.QUIET,
    "PREFECT__FLOWS__RUN_ON_SCHEDULE": "false",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def run_project(project: Project) -> dict[str, Any]:
    """Import the flow file and run its flow, in this process; return the record."""
    warnings.simplefilter("ignore")
    roots = [str(root.resolve()) for root in (*project.roots, project.path / STUBS)]
    ours = (str(CHECKOUT), str(HERE))
    sys.path[:] = [*roots, *(each for each in sys.path if each not in ours)]
    module = importlib.import_module(project.dotted(project.flow_file))
    flow = getattr(module, project.variable)
    context = importlib.import_module("prefect").context
    context.update(project.constant("context", {}))
    case = SimpleNamespace(flow=flow, PARAMETERS=project.constant("parameters", {}))
    runs = [oracle.run_flow(case) for _ in range(project.runs)]
    recorded: dict[str, Any] = {"case": project.name, "runs": runs}
    if count := project.constant("next", 0):
        recorded["next"] = [tick.isoformat() for tick in flow.schedule.next(count)]
    return recorded


def run_isolated(project: Project) -> dict[str, Any]:
    """Run a project under Prefect in a process and folder of its own."""
    with tempfile.TemporaryDirectory(prefix="flowc-project-") as scratch:
        done = subprocess.run(
            [str(python_of("oracle")), __file__, "--one", str(project.path)],
            cwd=scratch,
            env={**os.environ, **QUIET, **project.env, "CASE_TMP": scratch},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=oracle.TIMEOUT,
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith(oracle.MARK)]
    assert lines, f"{project.name} died\n{done.stderr}"
    text = lines[-1][len(oracle.MARK) :].replace(scratch, "$TMP")
    recorded: dict[str, Any] = json.loads(text)
    return recorded


def main(names: list[str]) -> None:
    if names[:1] == ["--one"]:
        print(oracle.MARK + json.dumps(run_project(Project(Path(names[1])))))
        return
    known = {project.name: project for project in ALL}
    for name in names or known:
        recorded = run_isolated(known[name])
        (known[name].path / "expected.json").write_text(
            json.dumps(recorded, indent=1) + "\n"
        )
        print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
