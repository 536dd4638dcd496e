"""Golden cases: a flow file, and beside it all that flowc should make of it.

A case is a folder of tests/golden/ with a flow.py. Its case.json, if it has one, may
say "flow" (which one to compile), "file" (what the source is called), "run" (options
for the script) and "modules" (those that the script imports, with their texts). A case
called standalone_* carries the runtime, whose text its out.py leaves out.
"""

import difflib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flowc.compiler.diagnostics import Diagnostic
from flowc.compiler.diagnostics.text import render as render_diagnostics
from flowc.compiler.driver import Options, Result, compile_source
from flowc.compiler.ir.show import render as render_flow
from flowc.compiler.source import SourceError, source_from_bytes

from tests.environments import CHECKOUT

FOLDER = CHECKOUT / "tests" / "golden"
INPUTS = frozenset({"flow.py", "case.json"})


@dataclass(frozen=True)
class Golden:
    """One case: its folder."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def source(self) -> str:
        return (self.folder / "flow.py").read_text("utf-8-sig")

    @property
    def standalone(self) -> bool:
        return self.name.startswith("standalone_")

    def said(self, key: str, default: Any = None) -> Any:
        """What the case's case.json says of `key`."""
        path = self.folder / "case.json"
        return (
            json.loads(path.read_text()).get(key, default) if path.exists() else default
        )

    @property
    def options(self) -> Options:
        runtime = "inline" if self.standalone else "import"
        return Options(flow=self.said("flow"), runtime=runtime)


class Made(NamedTuple):
    """What flowc makes of a case: the text of each file; no script for mistakes."""

    diagnostics: str
    ir: str | None = None
    picture: str | None = None
    script: str | None = None


def goldens(folder: Path = FOLDER) -> list[Golden]:
    """Every case, by name."""
    return [Golden(path.parent) for path in sorted(folder.glob("*/flow.py"))]


@cache
def made(case: Golden) -> Made:
    """Compile a case in this process."""
    data = (case.folder / "flow.py").read_bytes()
    name = case.said("file", "flow.py")
    try:
        source = source_from_bytes(data, name)
    except SourceError as problem:
        return Made(_shown(problem.diagnostics, name, problem.text))
    result = compile_source(source, case.options)
    diagnostics = _shown(result.diagnostics, name, source.text)
    if not result.scripts:
        return Made(diagnostics)
    [script] = result.scripts
    ir, picture = (_drawn(result, each) for each in ("text", "mermaid"))
    return Made(diagnostics, ir, picture, script.text)


def _shown(found: tuple[Diagnostic, ...], name: str, text: str) -> str:
    return render_diagnostics(found, {name: text}, False)


def _drawn(result: Result, format: str) -> str:
    return "\n".join(render_flow(flow, format) for flow in result.flows)


def without_runtime(script: str) -> str:
    """A script without the text of the runtime, and without the hashes of it all."""
    plain = re.sub(r"(?m)^(# body-sha256: ).*", r"\1...", script)
    plain = re.sub(r"(?s) = r'''# flowc_runtime_.*'''", " = r'''...'''", plain)
    return re.sub(r"flowc_runtime_[0-9a-f]{12}", "flowc_runtime_DIGEST", plain)


def outcome(report: dict[str, Any], exit_code: int) -> str:
    """What of a report is the same in every run, with the script's exit code."""
    kept = ("flow", "flow_state", "flow_message", "parameters", "tasks")
    found = {"exit_code": exit_code, **{key: report[key] for key in kept}}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def difference(expected: str, found: str, name: str) -> str:
    """A unified diff from what a golden says to what was made."""
    lines: Iterator[str] = difflib.unified_diff(
        expected.splitlines(keepends=True),
        found.splitlines(keepends=True),
        f"golden/{name}",
        f"made/{name}",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def main() -> None:
    """Print what every case of a folder is made to, for a process of another kind."""
    found = {case.name: made(case) for case in goldens(Path(sys.argv[1]))}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
