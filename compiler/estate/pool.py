"""Works on items in several processes; what ends or stops one costs one item only.

A `ProcessPoolExecutor` would do but for that: it does not tell which item a process
that died was working on, and stops none that takes too long.
"""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")
Work = Callable[[str], Answer]
Lost = Callable[[str, str], Answer]

# A process forked from one with threads may hang: each is started anew.
_CONTEXT = multiprocessing.get_context("spawn")
_NEVER = float("inf")


def each_apart(
    items: Sequence[str],
    work: Work[Answer],
    lost: Lost[Answer],
    jobs: int,
    timeout: float,
) -> Iterator[tuple[str, Answer]]:
    """Yield every item with what `work` answers of it, as the answers come.

    `work` runs in `jobs` other processes and raises nothing. `lost` gives the answer,
    from the item and a reason, where a process ends before it has answered, or does
    not answer in `timeout` seconds.
    """
    pool = _Pool(work, lost, timeout)
    waiting = deque(items)
    try:
        pool.start(min(jobs, len(waiting)))
        while waiting or pool.busy:
            pool.give(waiting)
            yield from pool.answers()
    finally:
        pool.stop()


class _Pool(Generic[Answer]):
    def __init__(self, work: Work[Answer], lost: Lost[Answer], timeout: float) -> None:
        self.work = work
        self.lost = lost
        self.timeout = timeout
        self.workers: list[_Worker] = []

    def start(self, number: int) -> None:
        self.workers += [_Worker(self.work) for _ in range(number)]

    def stop(self) -> None:
        for worker in self.workers:
            worker.end()

    @property
    def busy(self) -> bool:
        return any(worker.item is not None for worker in self.workers)

    def give(self, waiting: deque[str]) -> None:
        """Hand waiting items to the processes that have none."""
        for worker in self.workers:
            if waiting and worker.ready and worker.item is None:
                worker.take(waiting.popleft(), self.timeout)

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """Wait for something to happen, and yield what is answered by then."""
        soon = min(worker.deadline for worker in self.workers)
        left = None if soon == _NEVER else max(0, soon - time.monotonic())
        heard = wait([worker.connection for worker in self.workers], left)
        for number, worker in enumerate(self.workers):
            if worker.connection in heard:
                yield from self.hear(number, worker)
            elif worker.deadline <= time.monotonic():
                why = f"it took longer than {self.timeout:g} s"
                yield from self.replaced(number, worker, why)

    def hear(self, number: int, worker: "_Worker") -> Iterator[tuple[str, Answer]]:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            yield from self.replaced(number, worker, worker.how_it_ended())
            return
        if worker.item is not None:
            yield worker.done(), answer
        worker.ready = True

    def replaced(
        self, number: int, worker: "_Worker", why: str
    ) -> Iterator[tuple[str, Answer]]:
        """Put a new process in the place of one that is of no use any more."""
        if not worker.ready:
            raise RuntimeError(f"a process could not be started: {why}")
        worker.end()
        self.workers[number] = _Worker(self.work)
        if worker.item is not None:
            yield worker.item, self.lost(worker.item, why)


class _Worker:
    """A process, the item that it works on, and until when; not ready at first."""

    def __init__(self, work: Callable[[str], Any]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.item: str | None = None
        self.deadline = _NEVER

    def take(self, item: str, timeout: float) -> None:
        self.item = item
        self.deadline = time.monotonic() + timeout
        with suppress(OSError):  # it has ended, and that is heard next
            self.connection.send(item)

    def done(self) -> str:
        """The item that it has answered; it is free for another."""
        item, self.item, self.deadline = self.item, None, _NEVER
        assert item is not None
        return item

    def how_it_ended(self) -> str:
        self.process.join(5)
        code = self.process.exitcode
        if code is not None and code < 0:
            return f"its process was ended by {signal.Signals(-code).name}"
        return f"its process ended with exit code {code}"

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def serve(connection: Connection, work: Callable[[str], Any]) -> None:
    """What a process of the pool runs: say that it is there, then answer items.

    Ctrl-C at the terminal reaches it too, and is for the one who started it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection.send(None)
    with suppress(EOFError, OSError):  # nobody asks any more
        while True:
            connection.send(work(connection.recv()))
