"""The watch of a contender: runs its work once, tells seconds, peak memory, result.

Contenders are programs: `python NAME.py WORKLOAD SIZE ADDRESS`. They import nothing of
flowc's, because they run in environments of their own.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

# What is to be timed; made, with all that is not, from the size and the address.
Work = Callable[[], Any]
Workload = Callable[[int, str], Work]


def peak_memory() -> int:
    """The largest resident size of this process up to now, in bytes."""
    with open("/proc/self/status") as stream:
        (line,) = (line for line in stream if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def contend(workloads: Mapping[str, Workload]) -> None:
    """Run the workload that the command line names; print the outcome as JSON."""
    name, size, address = sys.argv[1:4]
    work = workloads[name](int(size), address)
    started = time.perf_counter()
    value = work()
    seconds = time.perf_counter() - started
    told = {"seconds": seconds, "peak": peak_memory(), "value": value}
    print("outcome:" + json.dumps(told), flush=True)


def connect(address: str) -> Any:
    """A client of the warm cluster, which has answered once."""
    from distributed import Client

    client = Client(address)
    client.run_on_scheduler(bool)
    return client
