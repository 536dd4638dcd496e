"""Run flowc and write down what it did to the machine: FOLDER LOG [ARGUMENT...]

FOLDER holds the input. One line goes to LOG for each import of a module that the input
imports, for code of the input that is executed, and for every process, connection or
file for writing, files of the folder's `out` aside.
"""

import os
import sys
from typing import Any

folder, log, *arguments = sys.argv[1:]
OURS = {"prefect", "helper", "dask_gateway"}
REFUSED = (
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "socket.",
)
record = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)


def is_writing(event: str, args: tuple[Any, ...]) -> bool:
    """Tell whether an event opens a file for writing, other than the output."""
    if event != "open" or not isinstance(args[0], str | bytes | os.PathLike):
        return False
    allowed = os.path.join(folder, "out")
    flags = args[2] or 0
    path = os.path.join(folder, os.fsdecode(args[0]))
    return bool(flags & (os.O_WRONLY | os.O_RDWR)) and not path.startswith(allowed)


def watch(event: str, args: tuple[Any, ...]) -> None:
    executed = event == "exec" and args[0].co_filename.startswith(folder)
    imported = event == "import" and args[0].partition(".")[0] in OURS
    if executed or imported or is_writing(event, args) or event.startswith(REFUSED):
        os.write(record, f"{event} {args!r}\n".encode())


sys.path.insert(0, folder)
sys.addaudithook(watch)
sys.argv = ["flowc", *arguments]

from flowc.compiler.cli import main  # noqa: E402

sys.exit(main())
