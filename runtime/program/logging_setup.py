"""What the program says besides the flow's results: on standard error."""

import contextlib
import logging
import sys
import time
from typing import Any, Optional

from ..context.config import config_of_environment
from ..context.context import context_values

LOG_FORMAT = "[%(asctime)s] %(levelname)s - %(name)s | %(message)s"
TIME_FORMAT = "%Y-%m-%d %H:%M:%S+0000"
# What a format may name besides the attributes of every record.
RUN_ATTRIBUTES = ("flow_name", "flow_run_id", "task_name", "task_slug", "task_run_id")


class UtcFormatter(logging.Formatter):
    """Prefect's log lines, with the time in UTC.

    `attributes` names keys of `prefect.context` that the format names too.
    """

    converter = staticmethod(time.gmtime)
    attributes = RUN_ATTRIBUTES

    def format(self, record: logging.LogRecord) -> str:
        values = context_values()
        for name in self.attributes:
            record.__dict__.setdefault(name, values.get(name))
        return super().format(record)


class StderrHandler(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to what sys.stderr is now; a class of its own, so that it is found."""

    settings: Any = None


def configure_logging(level: str, settings: Optional[dict[str, Any]] = None) -> None:
    """Have the "prefect" logger write to standard error; again only sets the level.

    `settings` is `prefect.config.logging`, by default this process's: the loggers that
    it names as extra ones write there as well, all in its format.
    """
    settings = config_of_environment()["logging"] if settings is None else settings
    extra = settings.get("extra_loggers") or ()
    known = isinstance(logging.getLevelName(level), int)
    for name in ("prefect", *([extra] if isinstance(extra, str) else extra)):
        logger = logging.getLogger(name)
        logger.setLevel(level if known else "INFO")
        handler = own_handler(logger)
        if handler is None:
            handler = StderrHandler(sys.stderr)
            logger.addHandler(handler)
        if settings != handler.settings:
            handler.settings = settings
            handler.setFormatter(log_formatter(settings))
    logging.getLogger("prefect").propagate = False


def own_handler(logger: logging.Logger) -> Any:
    """The handler that was put on a logger here, maybe by another script, or None."""
    for handler in logger.handlers:
        if type(handler).__name__ == "StderrHandler":
            return handler
    return None


def log_formatter(given: dict[str, Any]) -> UtcFormatter:
    """The formatter that `prefect.config.logging` asks for; the usual one where what
    it asks for is none."""
    formatter = UtcFormatter(LOG_FORMAT, TIME_FORMAT)
    with contextlib.suppress(ValueError, TypeError):
        dates = given.get("datefmt", "").replace("%z", "+0000") or TIME_FORMAT
        formatter = UtcFormatter(given.get("format") or LOG_FORMAT, dates)
    formatter.attributes = (*RUN_ATTRIBUTES, *(given.get("log_attributes") or ()))
    return formatter


def no_words(said: Any) -> None:
    """Say nothing: only programs do."""


def say(text: str) -> None:
    """Print a line on standard error at once."""
    print(text, file=sys.stderr, flush=True)
