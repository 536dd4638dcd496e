"""Ending on SIGTERM and SIGINT: soon, and with nothing left behind."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any, Callable, Optional

GRACE = 3.5
FAREWELL = 2.0


class Stopped(BaseException):
    """Raised in the main thread by a signal; no handler of a task's catches it."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal.Signals(signal_number).name)
        self.exit_code = 128 + signal_number


class StopHandler:
    """What a signal does: the first raises Stopped, the second ends the process.

    If the process is still there `grace` seconds after the first signal (user code
    in a thread can't be interrupted), it is ended as well.
    """

    def __init__(self, grace: float = GRACE) -> None:
        self.grace = grace
        self.stopping = False

    def __call__(self, signal_number: int, frame: Optional[FrameType]) -> None:
        if self.stopping:
            end_process(128 + signal_number)
        self.stopping = True
        call_later(self.grace, end_process, 128 + signal_number)
        raise Stopped(signal_number)


def call_later(delay: float, what: Callable[..., None], *arguments: Any) -> None:
    """Call a function in `delay` seconds, unless the process has ended by then."""
    timer = threading.Timer(delay, what, arguments)
    timer.daemon = True
    timer.start()


def kill_children() -> None:
    """End this process's own workers at once, whatever their threads are doing."""
    for child in multiprocessing.active_children():
        child.kill()


def end_process(exit_code: int) -> None:
    """End now, without waiting for threads; worker processes end with their parent."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
    os._exit(exit_code)


@contextlib.contextmanager
def stop_signals() -> Iterator[None]:
    """Have SIGTERM and SIGINT raise Stopped inside; only in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = StopHandler()
    before: dict[int, Any] = {
        number: signal.signal(number, handler)
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        if not handler.stopping:
            for number, previous in before.items():
                signal.signal(number, previous)
