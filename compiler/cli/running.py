"""`flowc run`: compile to a temporary file and run that."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from ..diagnostics import diagnose
from .report import exit_code, print_text
from .settings import Settings, source_roots, verbosity

_PASSED_ON = ("SIGTERM", "SIGHUP", "SIGINT")


# Options of flowc's own, by their names, each with whether a value comes behind it.
_OWN = {"--flow": True, "--with": True, "--source-root": True, "--strict": False}
_LONGEST = 200


class OwnOptionsAnywhere(click.Command):
    """A command whose own options may stand behind SRC, among those of the script."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _own_first(args))


def _own_first(args: Sequence[str]) -> list[str]:
    """The arguments with flowc's own options in front; what stands behind a `--` is the
    script's."""
    own: list[str] = []
    others: list[str] = []
    words = iter(args)
    for word in words:
        name, given, _ = word.partition("=")
        if word == "--":
            others += [word, *words]
        elif name not in _OWN:
            others.append(word)
        else:
            own += [word, *_value(words, _OWN[name] and not given)]
    return [*own, *others]


def _value(words: Iterator[str], wanted: bool) -> list[str]:
    return [word for word in [next(words, None)] if word is not None] if wanted else []


@click.command(
    cls=OwnOptionsAnywhere, context_settings={"allow_interspersed_args": False}
)
@click.option("--flow", metavar="NAME", help="The flow's variable or name.")
@click.option(
    "--with",
    "others",
    metavar="FILE",
    multiple=True,
    help="A file with flows that the flow starts.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@source_roots
@verbosity
@click.argument("source", metavar="SRC")
@click.argument("arguments", metavar="[SCRIPT OPTIONS]...", nargs=-1)
@click.pass_obj
def run(
    settings: Settings,
    source: str,
    arguments: tuple[str, ...],
    flow: str | None,
    others: tuple[str, ...],
    strict: bool,
) -> int:
    """Compile SRC to a temporary file and run it with this Python.

    What follows SRC goes to the script, whose exit code is passed on; `flowc run
    SRC --help` shows the script's options. Options of flowc that the script has not
    may stand before SRC or behind it.
    """
    from ..driver import Options
    from .front import compile_file

    options = Options(flow=flow, source_roots=settings.source_roots)
    compiled = compile_file(source, options, strict, others)
    print_text(compiled.diagnostics, compiled.texts, settings)
    if not compiled.scripts:
        return exit_code(compiled.diagnostics)
    if arguments[:1] == ("--",):
        arguments = arguments[1:]
    path = Path("flow.py" if source == "-" else source)
    try:
        with _temporary(compiled.scripts[0].text, path.stem) as script:
            return _watch([sys.executable, str(script), *arguments], path.parent)
    except NoRoom as problem:
        found = diagnose("FLC905", str(problem), help="name a folder with TMPDIR")
        print_text([found], {}, settings)
        return exit_code([found])


class NoRoom(Exception):
    """The script can't be written to a temporary file; the message says why."""


@contextmanager
def _temporary(text: str, name: str) -> Iterator[Path]:
    """A file with the script's text, named as its source, that goes afterwards."""
    import tempfile

    short = os.fsdecode(os.fsencode(name)[:_LONGEST])
    try:
        folder = tempfile.TemporaryDirectory(
            prefix="flowc-", ignore_cleanup_errors=True
        )
        script = Path(folder.name) / f"{short}.py"
        script.write_bytes(text.encode())
    except OSError as problem:
        reason = f"{problem.strerror or problem}"
        raise NoRoom(f"cannot write a temporary script: {reason}") from None
    with folder:
        yield script


def _watch(command: list[str], folder: Path) -> int:
    """Run a command, hand it the signals that arrive; 128 + N if signal N ends it.

    `folder` is that of the source: its modules can be imported, as when the source
    itself is run.
    """
    import subprocess

    places = [str(folder.resolve()), os.environ.get("PYTHONPATH", "")]
    search = os.pathsep.join(filter(None, places))
    child = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": search})

    def pass_on(number: int, frame: FrameType | None) -> None:
        if number != signal.SIGINT or not _typed_here():
            child.send_signal(number)

    numbers = [getattr(signal, name) for name in _PASSED_ON if hasattr(signal, name)]
    before = {number: signal.signal(number, pass_on) for number in numbers}
    try:
        code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code


def _typed_here() -> bool:
    """Whether Ctrl-C at this process's terminal reaches the child by itself."""
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (AttributeError, OSError, ValueError):
        return False
