"""`dask.delayed` by an expert: keys given, nothing hashed, the sum in a tree."""

from typing import Any

from bodies import add, dec, inc, list_sum
from clock import Work, connect, contend
from dask import delayed

FAN_IN = 64


def diamond(size: int, address: str) -> Work:
    client = connect(address)

    def work() -> Any:
        up, down, both, total = (delayed(f) for f in (inc, dec, add, list_sum))
        level = [
            both(
                up(x, dask_key_name=("inc", x)),
                down(x, dask_key_name=("dec", x)),
                dask_key_name=("add", x),
            )
            for x in range(size)
        ]
        depth = 0
        while len(level) > 1:
            parts = [level[at : at + FAN_IN] for at in range(0, len(level), FAN_IN)]
            level = [
                total(part, dask_key_name=("sum", depth, place))
                for place, part in enumerate(parts)
            ]
            depth += 1
        return client.compute(level[0], optimize_graph=False).result()

    return work


contend({"diamond": diamond})
