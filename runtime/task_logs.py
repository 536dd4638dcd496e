"""The logs of tasks: their prints where wanted, and a handler where there is none."""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any, Optional

from .logs import configure_logging, own_handler


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


def configure_task_log(
    level: str = "INFO", settings: Optional[dict[str, Any]] = None
) -> None:
    """Log tasks to standard error in Prefect's format, where nobody has set it up.

    So on a worker, where the client's set-up does not reach. `settings` is the
    client's `prefect.config.logging`; None leaves what was set before.
    """
    logger = logging.getLogger("prefect")
    own = own_handler(logger)
    if own is None and logger.handlers:
        return
    if own is None or settings not in (None, own.settings):
        configure_logging(level, settings)
