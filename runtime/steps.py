"""A step: one task of the flow with its policy, as a Dask node carries it."""

import contextlib
import datetime
import logging
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Callable, Optional

from .triggers import Trigger, all_successful


class Step:
    """A task call: its slug, the function, where its inputs come from, its policy.

    `inputs` maps each argument to the name of the result or input it is given;
    `upstream` names those that only have to be finished. `result` is the name under
    which other steps of the same kernel read this step's outcome.
    """

    def __init__(
        self,
        slug: str,
        function: Callable[..., Any],
        name: Optional[str] = None,
        max_retries: int = 0,
        retry_delay: Optional[datetime.timedelta] = None,
        trigger: Trigger = all_successful,
        skip_on_upstream_skip: bool = True,
        log_stdout: bool = False,
        tags: Sequence[str] = (),
    ) -> None:
        self.slug = slug
        self.function = function
        default = getattr(function, "__name__", type(function).__name__)
        self.name: str = name or default
        self.max_retries = max_retries
        self.retry_delay = retry_delay
        self.trigger = trigger
        self.skip_on_upstream_skip = skip_on_upstream_skip
        self.log_stdout = log_stdout
        self.tags = tuple(tags)
        self.inputs: dict[str, str] = {}
        self.upstream: tuple[str, ...] = ()
        self.result = slug

    def call(self, arguments: dict[str, Any]) -> Any:
        """Call the task's function, its prints sent to the task's log if wanted."""
        if not self.log_stdout:
            return self.function(**arguments)
        with printing_to(logging.getLogger(f"prefect.{self.name}")):
            return self.function(**arguments)


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
    if logger.getEffectiveLevel() == logging.WARNING and not logger.handlers:
        # A worker where nobody has set up logging: the prints must not be lost.
        configure_task_log()
    with contextlib.redirect_stdout(LogStream(logger)):
        yield


def configure_task_log() -> None:
    """Log tasks to standard error at INFO, in the format of Prefect 1."""
    root = logging.getLogger("prefect")
    if root.handlers:
        return
    handler = logging.StreamHandler(sys.__stderr__)
    form = "[%(asctime)s] %(levelname)s - %(name)s | %(message)s"
    handler.setFormatter(logging.Formatter(form))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False
