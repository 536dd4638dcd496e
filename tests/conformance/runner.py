"""Compile cases in this process, and run their scripts in forks of a warm one."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flowc.compiler.diagnostics.text import render
from flowc.compiler.driver import Options, Result, compile_source
from flowc.compiler.source import source_from_bytes

from tests.conformance.case import Case
from tests.support.commands import clean_environment

FORKS = Path(__file__).with_name("forks.py")
SEVERAL_FLOWS = "FLC008"


@dataclass(frozen=True)
class Done:
    """What a script left: of each run its exit code and report, and what it told."""

    codes: list[int]
    reports: list[dict[str, Any] | None]
    events: Any
    text: str


def compile_case(case: Case, runtime: str, fuse: bool = True) -> Result:
    """Compile the case's `flow`, which is named only where the file has several."""
    source = source_from_bytes(case.path.read_bytes(), case.path.name)
    options = Options(runtime=runtime, fuse=fuse)
    result = compile_source(source, options)
    if any(found.code == SEVERAL_FLOWS for found in result.diagnostics):
        return compile_source(source, replace(options, flow="flow"))
    return result


def shown(case: Case, result: Result) -> str:
    """The diagnostics of a result, as `flowc` prints them."""
    name = case.path.name
    return render(result.diagnostics, {name: case.path.read_text()}, False)


def script_of(case: Case, runtime: str, fuse: bool = True) -> str:
    """Return the case's script; an AssertionError if flowc refuses the case."""
    result = compile_case(case, runtime, fuse)
    assert result.scripts, shown(case, result)
    return result.scripts[0].text


class Runner:
    """A process that runs scripts with one Python, each in a fork of itself."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, job: Mapping[str, Any]) -> int:
        """Have a job done; return its exit status."""
        assert self.process.stdin and self.process.stdout
        print(json.dumps(job), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, "the process that runs scripts has ended"
        return int(answer)

    def run(
        self,
        case: Case,
        script: str,
        folder: Path,
        scratch: Path,
        options: list[str],
        settings: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Done:
        """Run the case's script in `folder`, its scratch files under `scratch`.

        `settings` are values for names of modules that the process has imported.
        """
        path = folder / "out.py"
        path.write_text(script)
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        reports = [folder / f"report-{n}.json" for n in range(case.runs)]
        common = ["--once", *options, *case.options]
        job = {
            "script": str(path),
            "folder": str(folder),
            "env": clean_environment(folder, {**case.env, "CASE_TMP": str(scratch)}),
            "settings": settings or {},
            "runs": [[*common, "--report", str(report)] for report in reports],
        }
        status = self.ask(job)
        text = (folder / "said.txt").read_text()
        assert status == 0, f"status {status}\n{text}"
        return told(folder, reports, text, str(scratch))


def told(folder: Path, reports: list[Path], text: str, scratch: str) -> Done:
    """Read what a script left in `folder`; `scratch` reads $TMP as in the record."""

    def read(path: Path) -> Any:
        return json.loads(path.read_text().replace(scratch, "$TMP"))

    done = read(folder / "done.json")
    written = [read(path) if path.exists() else None for path in reports]
    return Done(done["codes"], written, done["events"], text)


@contextmanager
def runner(python: str | Path, folder: Path, modules: list[str]) -> Iterator[Runner]:
    """Start a process that has imported `modules`, and end it afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [str(python), str(FORKS), *modules],
        cwd=folder,
        env=clean_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Runner(process)
        finally:
            process.kill()
