"""Run scripts and read the reports that they write."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.commands import Command, Done, run


def run_script(
    python: str | Path,
    script: Path,
    folder: Path,
    *options: str,
    env: Mapping[str, str] | None = None,
) -> tuple[Done, dict[str, Any]]:
    """Run a script with `--report`; return what it left and its report, {} if none."""
    report = folder / "report.json"
    command: Command = [python, script, "--report", report, *options]
    done = run(command, folder, env)
    written = json.loads(report.read_text()) if report.exists() else {}
    return done, written


def states(report: dict[str, Any]) -> dict[str, str]:
    """Return the state of each task by its slug."""
    return {slug: task["state"] for slug, task in report["tasks"].items()}
