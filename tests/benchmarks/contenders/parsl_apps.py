"""Parsl's HighThroughputExecutor with two workers; its start is not timed."""

import tempfile
from typing import Any

from bodies import add, dec, inc
from clock import Work, contend


def sum_of_all(*numbers: int) -> int:
    """Parsl looks for its futures among arguments, not in a list of them."""
    return sum(numbers)


def diamond(size: int, address: str) -> Work:
    import parsl
    from parsl import HighThroughputExecutor, python_app
    from parsl.config import Config
    from parsl.providers import LocalProvider

    workers = HighThroughputExecutor(
        label="two",
        address="127.0.0.1",
        max_workers_per_node=2,
        cores_per_worker=1,
        provider=LocalProvider(init_blocks=1, max_blocks=1),
    )
    folder = tempfile.mkdtemp()
    parsl.load(Config(executors=[workers], run_dir=folder, usage_tracking=0))
    up, down, both, total = (python_app(f) for f in (inc, dec, add, sum_of_all))
    up(0).result()

    def work() -> Any:
        higher = [up(x) for x in range(size)]
        lower = [down(x) for x in range(size)]
        pairs = [both(x, y) for x, y in zip(higher, lower, strict=True)]
        return total(*pairs).result()

    return work


try:
    contend({"diamond": diamond})
finally:
    import parsl

    # Its processes would hold on to the output, and to whoever waits for its end.
    parsl.dfk().cleanup()
