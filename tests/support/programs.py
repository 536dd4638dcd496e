"""Run an emitted script as a program in this process: quicker than a new one."""

import logging
import os
import runpy
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.commands import clean_environment


def run_in_process(script: Path, options: Sequence[str]) -> int:
    """Run the script as `__main__`, in its folder; return its exit code.

    It finds the environment variables that a script in a process of its own would.
    """
    with _as_program(script, options):
        try:
            runpy.run_path(str(script), run_name="__main__")
        except SystemExit as end:
            assert isinstance(end.code, int), f"exit with {end.code!r}"
            return end.code
    raise AssertionError("a script ends with its exit code")


@contextmanager
def _as_program(script: Path, options: Sequence[str]) -> Iterator[None]:
    before = (sys.argv, dict(os.environ), Path.cwd())
    known = set(sys.modules)
    sys.path.insert(0, str(script.parent))
    sys.argv = [str(script), *options]
    _set_environment(clean_environment(script.parent))
    os.chdir(script.parent)
    try:
        yield
    finally:
        sys.argv = before[0]
        sys.path.remove(str(script.parent))
        for name in set(sys.modules) - known:
            place = getattr(sys.modules[name], "__file__", None) or ""
            if place.startswith(str(script.parent)):
                del sys.modules[name]
        _set_environment(before[1])
        os.chdir(before[2])
        _forget_handlers()


def _set_environment(variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


def _forget_handlers() -> None:
    """Leave the logger that scripts set up as it was before."""
    logger = logging.getLogger("prefect")
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.NOTSET)
