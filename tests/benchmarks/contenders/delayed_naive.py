"""`dask.delayed` as everybody writes it by hand."""

from typing import Any

from bodies import add, dec, inc, list_sum
from clock import Work, connect, contend
from dask import delayed


def diamond(size: int, address: str) -> Work:
    connect(address)  # becomes the default client

    def work() -> Any:
        higher = [delayed(inc)(x) for x in range(size)]
        lower = [delayed(dec)(x) for x in range(size)]
        pairs = [delayed(add)(x, y) for x, y in zip(higher, lower, strict=True)]
        return delayed(list_sum)(pairs).compute()

    return work


contend({"diamond": diamond})
