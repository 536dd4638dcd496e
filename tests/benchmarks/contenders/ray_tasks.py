"""Ray on two processors, a task an element; its start is not timed."""

from typing import Any

from bodies import add, dec, inc, list_sum
from clock import Work, contend


def diamond(size: int, address: str) -> Work:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    up, down, both = (ray.remote(f) for f in (inc, dec, add))
    total = ray.remote(lambda *numbers: list_sum(numbers))
    ray.get([up.remote(n) for n in range(4)])

    def work() -> Any:
        higher = [up.remote(x) for x in range(size)]
        lower = [down.remote(x) for x in range(size)]
        pairs = [both.remote(x, y) for x, y in zip(higher, lower, strict=True)]
        return ray.get(total.remote(*pairs))

    return work


contend({"diamond": diamond})
