"""Run generated flows under real Prefect: their files in, records out, a line each.

Run by the oracle environment's Python, with nothing of flowc. Reads lines of JSON
{"name", "files"}, texts by their names, and writes, for each, what
tests/conformance/oracle.py records. Prefect is imported once; each flow has a process
of its own, forked from this one.
"""

import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

RECORDER = Path(__file__).resolve().parent.parent / "conformance" / "oracle.py"
SECONDS = 60


def recorder() -> Any:
    """Return the conformance recorder as a module."""
    spec = importlib.util.spec_from_file_location("oracle", RECORDER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_child(run_case: Any, path: Path) -> str:
    """Return the JSON of one flow's record, made by a child process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        import signal

        signal.alarm(SECONDS)
        sys.path.insert(0, str(path.parent))
        with os.fdopen(writing, "w") as out:
            out.write(json.dumps(run_case(path)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as read:
        told = read.read()
    _, status = os.waitpid(child, 0)
    return told or json.dumps({"died": status})


def main() -> None:
    os.environ["PREFECT__LOGGING__LEVEL"] = "CRITICAL"
    run_case = recorder().run_case
    __import__("prefect")
    with tempfile.TemporaryDirectory(prefix="flowc-oracle-") as folder:
        for line in sys.stdin:
            flow = json.loads(line)
            place = Path(folder) / flow["name"]
            place.mkdir()
            for name, text in flow["files"].items():
                (place / name).write_text(text)
            print(in_child(run_case, place / "flow.py"), flush=True)


if __name__ == "__main__":
    main()
