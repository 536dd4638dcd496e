"""Generated flows under flowc: compiled and run in this process."""

from types import ModuleType
from typing import Any

from flowc.compiler.driver import Options, compile_source
from flowc.compiler.source import source_from_bytes
from flowc.runtime.backends import LocalBackend
from flowc.runtime.run import run_once

from tests.conformance.case import summary


class Refused(Exception):
    """flowc reports errors in a generated flow, or its script can't be executed."""


def compile_text(text: str) -> str:
    """Return the script of a flow file's text; Refused if flowc won't compile it."""
    result = compile_source(
        source_from_bytes(text.encode(), "flow.py"), Options(runtime="import")
    )
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
        module.__dict__["graph"],
        module.__dict__["SETTINGS"],
        backend,
        parameters=parameters,
        log_level="CRITICAL",
    )
    report: dict[str, Any] = flow_run.report()
    return report


def run_compiled(text: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the summary of a flow's run under flowc."""
    return summary(run_script(compile_text(text), parameters))
