"""A script that flowc wrote, as the program that it is; FLOWC_SCRIPT is its path.

Its text is run here as `__main__`, up to the lines that would start it, so that the
watch can be held to the run alone, with a client that is connected like the others'.
"""

import os
from pathlib import Path
from typing import Any

from clock import Work, connect, contend


def of_script(size: int, address: str) -> Work:
    path = os.environ["FLOWC_SCRIPT"]
    text = Path(path).read_text().rpartition('if __name__ == "__main__":')[0]
    connecting = connect
    # The script's own names go over this file's from here on; it is compiled before
    # anything of Dask's cluster is imported, as when it is started.
    exec(compile(text, path, "exec"), globals())
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


contend({"run": of_script, "again": again})
