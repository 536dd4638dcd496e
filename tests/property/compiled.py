"""Generated flows under flowc: compiled and run in this process."""

from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from flowc.compiler.driver import Options, compile_source
from flowc.compiler.source import read_source
from flowc.runtime.cluster.backends import LocalBackend
from flowc.runtime.program.flow_runner import run_once

from tests.conformance.case import summary


class Refused(Exception):
    """flowc reports errors in a generated flow, or its script can't be executed."""


def compile_files(files: dict[str, str]) -> str:
    """Return the script of flow.py's `flow`; Refused if flowc won't compile it.

    `files` are texts by their names, the modules that flow.py imports among them.
    """
    with TemporaryDirectory(prefix="flowc-property-") as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text)
        source = read_source(str(Path(folder, "flow.py")))
        result = compile_source(source, Options(flow="flow", runtime="import"))
    if not result.scripts:
        said = (f"{found.code}: {found.message}" for found in result.diagnostics)
        raise Refused("; ".join(said))
    return result.scripts[0].text


def run_script(script: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Run a script's flow one task after another; its report, as JSON has it."""
    module = ModuleType("generated")
    exec(compile(script, "generated.py", "exec"), module.__dict__)
    backend = LocalBackend("sync")
    flow_run = run_once(
        module.__dict__["__flowc__"].flow(),
        backend,
        parameters=parameters,
        log_level="CRITICAL",
    )
    report: dict[str, Any] = flow_run.report()
    return report


def run_compiled(files: dict[str, str], parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the summary of a flow's run under flowc."""
    return summary(run_script(compile_files(files), parameters))
