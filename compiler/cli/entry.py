"""Runs the command and turns whatever happens into an exit code."""

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType

import click

from .root import flowc
from .settings import Settings

BUG = 3
INTERRUPTED = 128 + signal.SIGINT
_ISSUES = "the project's issue tracker"
# What a command makes, syntax trees above all, lives to its end: to look for garbage in
# it as often as Python does by default takes a fifth of the time.
_RARELY = (200_000, 50, 50)


class Terminated(BaseException):
    """SIGTERM or SIGHUP arrived: leave, cleaning up on the way."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def main(argv: Sequence[str] | None = None) -> int:
    """Run `flowc` with these arguments, else the process's; return the exit code."""
    settings = Settings()
    _heed_signals()
    try:
        with _collecting_rarely():
            code = _run(argv, settings)
        sys.stdout.flush()
        return code
    except Terminated as end:
        return end.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _quiet_pipe()
    except Exception as problem:
        return _bug(problem, settings)


def _run(argv: Sequence[str] | None, settings: Settings) -> int:
    """What click's own `main` does, but nothing is caught that it would hide."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        with flowc.make_context("flowc", arguments, obj=settings) as context:
            code = flowc.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    return code if isinstance(code, int) else 0


@contextlib.contextmanager
def _collecting_rarely() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _heed_signals() -> None:
    """Let signals that would kill the process unwind it instead."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        try:
            if number and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _terminate)
        except ValueError:  # not in the main thread: the caller's business
            return


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated(number)


def _quiet_pipe() -> int:
    """Nobody reads standard output any more: say nothing, also not at exit."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return 1


def _bug(problem: Exception, settings: Settings) -> int:
    if settings.verbose:
        import traceback

        traceback.print_exception(problem)
    words = " ".join(f"{type(problem).__name__}: {problem}".split())
    hint = "" if settings.verbose else " (-v shows where)"
    message = f"flowc has a bug: {words[:300]}{hint}; please report it to {_ISSUES}"
    click.echo(message, err=True)
    return BUG
