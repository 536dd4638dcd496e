"""Compiles a text and runs its script in this process."""

import ast
import json
import tempfile
from pathlib import Path
from typing import Any

from flowc.compiler.driver import Options, Result, compile_source
from flowc.compiler.source import source_from_bytes

from tests.support.programs import run_in_process


def compiled_to_run(text: str, flow: str | None = None) -> Result:
    """What comes of a text, for a run in this process."""
    source = source_from_bytes(text.encode(), "flow.py")
    return compile_source(source, Options(flow=flow, runtime="import"))


def ran(text: str, flow: str | None = None, *options: str) -> dict[str, Any]:
    """Compile a text, and run its script once: the report."""
    result = compiled_to_run(text, flow)
    assert result.scripts, result.diagnostics
    return report_of(result.scripts[0].text, *options)


def report_of(script: str, *options: str) -> dict[str, Any]:
    """Run a script once, in this process and a folder of its own: its report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out.py").write_text(script, "utf-8")
        report = folder / "report.json"
        local = ["--flowc-once", "--flowc-local=sync", "--flowc-report", str(report)]
        run_in_process(folder / "out.py", [*local, *options])
        found = json.loads(report.read_text())
    assert isinstance(found, dict)
    return found


def results(report: dict[str, Any]) -> dict[str, Any]:
    """The result of each task by its slug; its state where it is no success."""
    return {slug: _result(task) for slug, task in report["tasks"].items()}


def _result(task: dict[str, Any]) -> Any:
    if task["state"] not in ("Success", "Mapped", "Cached"):
        return task["state"]
    return ast.literal_eval(task["result"])
