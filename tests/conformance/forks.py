"""Run scripts one after another, each in a fork of a warm process: forks.py MODULE...

It imports the modules, then reads jobs from its standard input, one JSON object a line:

  script   path of a script, to be run as the main program
  folder   where it runs
  env      its environment variables
  runs     the command-line options of each run; the runs share a process
  settings values for names of the modules, by the modules' names

A job leaves in its folder said.txt, what it wrote to standard output and error, and
done.json: {"codes": exit code of each run, "events": the script's EVENTS or null}. When
it has ended its exit status is answered in a line: 0, or -N if signal N killed it.
"""

import contextlib
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

TIMEOUT = 90  # seconds for a job, on a loaded machine


def run_as_main(script: str, options: list[str]) -> tuple[ModuleType, int]:
    """Run the script as `python SCRIPT OPTIONS` does; its module and exit code."""
    main = sys.modules["__main__"] = ModuleType("__main__")
    main.__file__ = script
    sys.argv = [script, *options]
    try:
        exec(compile(Path(script).read_text(), script, "exec"), main.__dict__)
    except SystemExit as end:
        return main, end.code if isinstance(end.code, int) else 1
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return main, 1
    return main, 0


def do(job: dict[str, Any]) -> None:
    """Run a job in this process, a fork, and write what came of it."""
    for module, values in job["settings"].items():
        vars(sys.modules[module]).update(values)
    first, *others = job["runs"]
    main, code = run_as_main(job["script"], first)
    codes = [code, *(main.main(options) for options in others)]
    events = getattr(main, "EVENTS", None)
    Path("done.json").write_text(
        json.dumps({"codes": codes, "events": events}, default=repr)
    )


def isolate(job: dict[str, Any]) -> None:
    """Give this fork the job's folder and variables, and streams of its own."""
    os.setsid()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.chdir(job["folder"])
    os.environ.clear()
    os.environ.update(job["env"])
    said = os.open("said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(said, 1)
    os.dup2(said, 2)


def child(job: dict[str, Any]) -> int:
    """Be the fork that does a job; return its exit status."""
    try:
        isolate(job)
        do(job)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
    return 0


@contextlib.contextmanager
def killed_when_late(fork: int) -> Iterator[None]:
    """Meanwhile kill the fork and what it started once its time is up."""
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(fork, signal.SIGKILL))
    signal.alarm(TIMEOUT)
    try:
        yield
    finally:
        signal.alarm(0)


def status_of(job: dict[str, Any]) -> int:
    """Fork, let the fork do the job, and return its exit status."""
    fork = os.fork()
    if fork == 0:
        os._exit(child(job))
    with killed_when_late(fork):
        return os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])


def main(modules: list[str]) -> None:
    for module in modules:
        importlib.import_module(module)
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        print(status_of(json.loads(line)), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
