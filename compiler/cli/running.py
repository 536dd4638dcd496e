"""`flowc run`: compile to a temporary file and run that."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from .report import exit_code, print_text
from .settings import Settings, source_roots, verbosity

_PASSED_ON = ("SIGTERM", "SIGHUP", "SIGINT")


@click.command(context_settings={"allow_interspersed_args": False})
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
    SRC --help` shows the script's options. Options of flowc stand before SRC.
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
    return _run(compiled.scripts[0].text, source, arguments)


def _run(text: str, source: str, arguments: tuple[str, ...]) -> int:
    """Run the script's text; the file has the source's name and goes afterwards."""
    import tempfile

    path = Path("flow.py" if source == "-" else source)
    with tempfile.TemporaryDirectory(prefix="flowc-") as folder:
        script = Path(folder) / f"{path.stem}.py"
        script.write_bytes(text.encode())
        return _watch([sys.executable, str(script), *arguments], path.parent)


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
