"""A script that flowc wrote, as the program that it is; FLOWC_SCRIPT is its path.

Its text is run here as `__main__`, but for the lines that would start it, so that the
watch can be held to the run alone, with a client that is connected like the others'.
"""

import functools
import importlib
import os
import sys
from pathlib import Path
from typing import Any

from clock import Work, connect, contend


def define() -> None:
    """Have the script's names here, over this file's.

    It is compiled before anything of Dask's cluster is imported, as when it is started.
    """
    path = os.environ["FLOWC_SCRIPT"]
    start = 'if __name__ == "__main__":'
    text = Path(path).read_text().replace(f"\n{start}\n", "\nif False:\n")
    exec(compile(text, path, "exec"), globals())


def of_script(size: int, address: str) -> Work:
    connecting = connect
    define()
    run: Any = globals()["run"]
    client = connecting(address)

    def work() -> Any:
        flow_run = run(client=client)
        value = flow_run.tasks["sum-1"].result
        assert flow_run.state == "Success", flow_run.message
        return value

    return work


def again(size: int, address: str) -> Work:
    """The run of a process that has done one before."""
    work = of_script(size, address)
    work()
    return work


def program(size: int, address: str) -> Work:
    """The script from its command line on, its client included."""
    define()
    main: Any = globals()["main"]

    def work() -> int:
        code: int = main(["--address", address])
        assert code == 0
        return code

    return work


def imported(size: int, address: str, before: int = 0, new: bool = False) -> Work:
    """The run of another program that imports the script: its first, or one `before`
    which it has done others, the last of them with a `new` client."""
    path = Path(os.environ["FLOWC_SCRIPT"])
    sys.path.insert(0, str(path.parent))
    script = importlib.import_module(path.stem)
    client = connect(address)
    for _ in range(before):
        script.run(client=client)
    client = connect(address) if new else client

    def work() -> Any:
        return script.run(client=client).tasks["sum-1"].result

    return work


contend(
    {
        "run": of_script,
        "again": again,
        "program": program,
        "module": imported,
        "module later": functools.partial(imported, before=2),
        "module, new client": functools.partial(imported, before=2, new=True),
    }
)
