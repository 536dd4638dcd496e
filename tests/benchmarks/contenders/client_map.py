"""`Client.map` for each step, and a `submit` for the sum."""

from typing import Any

from bodies import add, dec, inc, list_sum
from clock import Work, connect, contend


def diamond(size: int, address: str) -> Work:
    client = connect(address)

    def work() -> Any:
        higher = client.map(inc, range(size), pure=False)
        lower = client.map(dec, range(size), pure=False)
        pairs = client.map(add, higher, lower, pure=False)
        return client.submit(list_sum, pairs, pure=False).result()

    return work


contend({"diamond": diamond})
