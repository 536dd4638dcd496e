"""Record what real Prefect 1.4.1 makes of the programs: record.py [NAME...]

    python tests/programs/record.py
    python tests/programs/record.py 27_time_around

Needs the `oracle` environment (tests/environments.py). The named cases, or all, are
written anew into the expected.json beside them.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(CHECKOUT))

from tests.environments import python_of  # noqa: E402
from tests.programs.program import ALL, Program, files_in  # noqa: E402
from tests.support.commands import clean_environment  # noqa: E402

SECONDS = 120


def recorded(program: Program) -> dict[str, Any]:
    """Run a program under Prefect in an empty folder and return its record."""
    with tempfile.TemporaryDirectory(prefix="flowc-program-") as scratch:
        folder = Path(scratch)
        root = program.source_root
        paths = {"PYTHONPATH": str(root)} if root else {}
        env = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore", **paths}
        done = subprocess.run(
            [str(python_of("oracle")), str(program.source), *program.args],
            cwd=folder,
            env=clean_environment(folder, {**env, **program.env}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        if program.refused:
            last = (done.stderr.strip().splitlines() or [""])[-1]
            assert done.returncode != 0, f"Prefect does not refuse {program.name}"
            return {"prefect": last, "refused": True}
        record: dict[str, Any] = {
            "exit": done.returncode,
            "lines": program.printed(done.stdout),
        }
        if program.said("files") == "yes":
            record["files"] = files_in(folder)
        return record


def write(programs: Iterable[Program]) -> None:
    """Record programs and put them into the expected.json of their folders."""
    for program in programs:
        path = program.path.parent / "expected.json"
        whole = json.loads(path.read_text()) if path.exists() else {}
        whole[program.name] = recorded(program)
        path.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n")
        print(program.name)


if __name__ == "__main__":
    names = set(sys.argv[1:])
    write(each for each in ALL if not names or each.name in names)
