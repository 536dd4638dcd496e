"""The logs of tasks: their prints where wanted, and a handler where there is none."""

import contextlib
import logging
import sys
from collections.abc import Iterator


class LogStream:
    """Writes each line that is printed to it to a logger, at INFO (`log_stdout`)."""

    def __init__(self, logger: logging.Logger) -> None:
        self.logger = logger

    def write(self, text: str) -> int:
        if text.strip():
            self.logger.info(text.rstrip("\n"))
        return len(text)

    def flush(self) -> None:
        pass


@contextlib.contextmanager
def printing_to(logger: logging.Logger) -> Iterator[None]:
    """Send what is printed meanwhile to `logger`."""
    with contextlib.redirect_stdout(LogStream(logger)):
        yield


def configure_task_log(level: str = "INFO") -> None:
    """Log tasks to standard error in Prefect's format, where nobody has set it up.

    So on a worker, where the client's set-up does not reach.
    """
    root = logging.getLogger("prefect")
    if root.handlers:
        return
    handler = logging.StreamHandler(sys.__stderr__)
    form = "[%(asctime)s] %(levelname)s - %(name)s | %(message)s"
    handler.setFormatter(logging.Formatter(form))
    root.addHandler(handler)
    root.setLevel(level)
    root.propagate = False
