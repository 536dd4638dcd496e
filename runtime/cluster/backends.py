"""The two back ends: a Dask cluster through its client, and Dask's local schedulers."""

import time
from collections.abc import Iterable, Sequence
from typing import Any, Callable, Optional

from ..program.errors import ClusterLost
from ..wire.runtime_plugin import bring_runtime
from ..worker.channels import (
    Channel,
    forget_notes,
    home_of,
    listeners_of,
    local_listeners,
    subscribe,
)
from .sequential import compute_in_order

Listener = Callable[[dict[str, Any]], None]


class LocalBackend:
    """Runs graphs in this process with Dask's local schedulers, without distributed.

    `scheduler` is "threads" or "sync", `num_workers` the number of threads (all
    cores, if None). `copies` tells whether each attempt of a task has a copy of it.
    """

    remote = False
    slots: Sequence[str] = ()

    def __init__(
        self, scheduler: str, num_workers: Optional[int] = None, copies: bool = False
    ) -> None:
        self.scheduler = scheduler
        self.num_workers = num_workers
        self.copies = copies

    @property
    def threads(self) -> int:
        if self.scheduler == "sync":
            return 1
        import os

        return self.num_workers or os.cpu_count() or 1

    def listen(self, channel: Channel, listener: Listener) -> None:
        """Have `listener` called with every note of the run that has this channel."""
        local_listeners[channel.topic] = listener

    def forget(self, channel: Channel) -> None:
        forget_notes(channel)

    def compute(self, nodes: Sequence[Any], order: Iterable[Any] = ()) -> list[Any]:
        """Compute the nodes; a list of their values. In one thread, nodes run in the
        `order` of their keys."""
        if self.scheduler == "sync":
            return compute_in_order(nodes, order)
        import dask

        # By its name, Dask would import distributed to find it.
        options: dict[str, Any] = {"scheduler": scheduler_named(self.scheduler)}
        if self.scheduler == "threads" and self.num_workers:
            options["num_workers"] = self.num_workers
        return list(dask.compute(*nodes, optimize_graph=False, **options))

    def error(self, held: Any) -> Optional[BaseException]:
        """What Dask itself raised for a node that `compute` was given."""
        return None

    def fetch(self, held: Any) -> Any:
        """The value of a node that `compute` was given."""
        return held


def scheduler_named(name: str) -> Any:
    """One of Dask's local schedulers: its `get` for "threads", else the name."""
    if name != "threads":
        return name
    from dask.threaded import get

    return get


class ClusterBackend:
    """Runs graphs on a Dask cluster, through a connected client.

    Results stay on the cluster: what `compute` returns are futures.
    """

    remote = True
    copies = True

    def __init__(self, client: Any) -> None:
        bring_runtime(client)
        self.client = client
        self.found: Optional[dict[str, int]] = None

    @property
    def threads_by_worker(self) -> dict[str, int]:
        """The cluster's workers, by their addresses, when this was first asked.

        No cached_property: this class travels to workers, and that holds a lock.
        """
        if self.found is None:
            self.found = dict(self.client.nthreads())
        return self.found

    @property
    def threads(self) -> int:
        return max(1, sum(self.threads_by_worker.values()))

    @property
    def slots(self) -> Sequence[str]:
        """The addresses of the workers, in turn, each as often as it has threads."""
        counts = sorted(self.threads_by_worker.items())
        rounds = range(max((threads for _, threads in counts), default=0))
        return [place for n in rounds for place, threads in counts if n < threads]

    def listen(self, channel: Channel, listener: Listener) -> None:
        """Have `listener` called with every note of the run that has this channel."""
        channel.home = home_of(self.client)
        listeners_of(self.client)[channel.topic] = listener

    def forget(self, channel: Channel) -> None:
        listeners_of(self.client).pop(channel.topic, None)
        forget_notes(channel)

    def compute(self, nodes: Sequence[Any], order: Iterable[Any] = ()) -> list[Any]:
        """Submit the nodes' graph at once and wait for them; a future for each.

        Raises ClusterLost if the scheduler is lost meanwhile.
        """
        futures: list[Any] = self.client.sync(self.submit, list(nodes))
        for future in futures:
            future.exception()  # waits; `wait` would look for a default client
        if any(future.status in ("cancelled", "lost") for future in futures):
            raise ClusterLost("the scheduler was lost")
        return futures

    async def submit(self, nodes: list[Any]) -> list[Any]:
        """Submit the nodes' graph from the client's own loop, which then sends it along
        with the subscription to its notes."""
        subscribe(self.client)
        return list(self.client.compute(nodes, optimize_graph=False))

    def wait_until_gone(self, keys: Sequence[Any]) -> None:
        """Wait until the scheduler has forgotten failed nodes that nobody holds.

        Submitted again before that, they would still be the failed ones.
        """
        names = {*keys, *map(str, keys)}

        def remembered(dask_scheduler: Any = None) -> bool:
            tasks = dask_scheduler.tasks
            return any(n in tasks and tasks[n].state == "erred" for n in names)

        deadline = time.monotonic() + 10
        while self.client.run_on_scheduler(remembered) and time.monotonic() < deadline:
            time.sleep(0.02)

    def error(self, held: Any) -> Optional[BaseException]:
        """What Dask itself raised for a node: a killed worker, code not loadable."""
        if held.status == "finished":
            return None
        error: BaseException = held.exception()
        return error

    def fetch(self, held: Any) -> Any:
        """The value of a node that `compute` was given."""
        return held.result()
