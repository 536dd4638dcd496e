"""What the program says besides the flow's results: on standard error."""

import logging
import sys
import time

LOG_FORMAT = "[%(asctime)s] %(levelname)s - %(name)s | %(message)s"
TIME_FORMAT = "%Y-%m-%d %H:%M:%S+0000"


class UtcFormatter(logging.Formatter):
    """Prefect's log lines, with the time in UTC."""

    converter = staticmethod(time.gmtime)


class StderrHandler(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to what sys.stderr is now; a class of its own, so that it is found."""


def configure_logging(level: str) -> None:
    """Have the "prefect" logger write to standard error; again only sets the level."""
    logger = logging.getLogger("prefect")
    known = isinstance(logging.getLevelName(level), int)
    logger.setLevel(level if known else "INFO")
    if not any(
        type(handler).__name__ == "StderrHandler" for handler in logger.handlers
    ):
        handler = StderrHandler(sys.stderr)
        handler.setFormatter(UtcFormatter(LOG_FORMAT, TIME_FORMAT))
        logger.addHandler(handler)
        logger.propagate = False


def say(text: str) -> None:
    """Print a line on standard error at once."""
    print(text, file=sys.stderr, flush=True)
