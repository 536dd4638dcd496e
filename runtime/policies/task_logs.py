"""The logs of tasks: their prints where wanted, and a handler where there is none."""

import contextlib
import contextvars
import logging
import sys
from collections.abc import Iterator
from typing import Any, Optional

from ..program.logging_setup import configure_logging, own_handler
from ..wire.cloudpickling import LOADING


class LogStream:
    """Writes what a task prints to the task's logger, at INFO (`log_stdout`).

    It stands for sys.stdout as long as any thread's task wants it; what the others
    print goes to `behind`, the stream that was there before.
    """

    def __init__(self, behind: Any) -> None:
        self.behind = behind
        self.users = 0
        self.logger: Any = contextvars.ContextVar("_flowc_print_logger", default=None)

    def write(self, text: str) -> int:
        logger = self.logger.get()
        if logger is None:
            return int(self.behind.write(text))
        if text.strip():
            logger.info(text.rstrip("\n"))
        return len(text)

    def flush(self) -> None:
        if self.logger.get() is None:
            self.behind.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.behind, name)


@contextlib.contextmanager
def printing_to(logger: logging.Logger) -> Iterator[None]:
    """Send what is printed meanwhile to `logger`."""
    stream = stream_entered()
    token = stream.logger.set(logger)
    try:
        yield
    finally:
        stream.logger.reset(token)
        stream_left(stream)


def stream_entered() -> Any:
    """The stream that stands for sys.stdout, one for all threads of the process."""
    with LOADING:
        if type(sys.stdout).__name__ != "LogStream":
            sys.stdout = LogStream(sys.stdout)
        stream: Any = sys.stdout
        stream.users += 1
        return stream


def stream_left(stream: Any) -> None:
    """Put back the stream before, once no task of any thread needs the other."""
    with LOADING:
        stream.users -= 1
        shown: Any = sys.stdout
        if not stream.users and shown is stream:
            sys.stdout = stream.behind


def configure_task_log(
    level: str = "INFO", settings: Optional[dict[str, Any]] = None
) -> None:
    """Log tasks to standard error in Prefect's format, where nobody has set it up.

    So on a worker, where the client's set-up does not reach. `settings` is the
    client's `prefect.config.logging`; None leaves what was set before.
    """
    logger = logging.getLogger("prefect")
    with LOADING:
        set_up(logger, level, settings)


def set_up(
    logger: logging.Logger, level: str, settings: Optional[dict[str, Any]]
) -> None:
    own = own_handler(logger)
    if own is None and logger.handlers:
        return
    if own is None or settings not in (None, own.settings):
        configure_logging(level, settings)
