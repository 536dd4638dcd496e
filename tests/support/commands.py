"""Run flowc and the scripts that it writes, as a user would: as processes."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FLOWC = Path(sys.executable).with_name("flowc")
Command = Sequence[str | Path]
OURS = ("PREFECT__", "DASK_", "FLOWC_", "PYTHON")


@dataclass(frozen=True)
class Done:
    """What a finished command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


def clean_environment(
    home: Path, extra: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return environment variables without any that Dask, Prefect or flowc reads.

    Dask's own configuration files are looked for in `home`, where none are.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
    return {**kept, "DASK_CONFIG": str(home / "no-dask-config"), **(extra or {})}


def run(
    command: Command,
    folder: Path,
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
    ok: bool = False,
) -> Done:
    """Run a command in `folder`, with `env` added to a clean environment.

    With `ok`, a command that fails is an AssertionError with all that it wrote.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=clean_environment(folder, env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
    )
    result = Done(done.returncode, done.stdout, done.stderr)
    if ok:
        assert result.code == 0, f"{command}: exit {result.code}\n{result.text}"
    return result


def flowc(*args: str | Path, folder: Path, ok: bool = False) -> Done:
    """Run `flowc` with these arguments in `folder`."""
    return run([FLOWC, *args], folder, ok=ok)


def compile_text(text: str, folder: Path, name: str = "flow.py") -> Path:
    """Write a flow file into `folder`, compile it there, return the script's path."""
    (folder / name).write_text(text)
    flowc("compile", name, "-o", "out.py", folder=folder, ok=True)
    return folder / "out.py"
