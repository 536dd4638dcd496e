"""How the flows of this process are run: by a program's options, or a caller's."""

import contextlib
import contextvars
from collections.abc import Iterable, Iterator
from typing import Any, Optional

from .options import Options, options_of_environment


class Manner:
    """How `flow.run()` runs flows outside of tasks, and the `latest` run of them.

    `client` is the caller's own; `parameters`, `context` and `keep` are what its runs
    have besides; they don't wait for schedules.
    `script` is the one that runs as a program: it says what it does on the screen, and
    ends with an exit code. With `usage` wrong parameters are a mistake of the command
    line, not of the program. With `keeps_all` the results of all tasks can be fetched
    behind the run, else those of the terminal ones and of `keep`.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.client: Optional[Any] = None
        self.parameters: dict[str, Any] = {}
        self.context: dict[str, Any] = {}
        self.keep: tuple[str, ...] = ()
        self.script: Optional[Any] = None
        self.usage = False
        self.once = False
        self.keeps_all = True
        self.exit_code = 0
        self.latest: Optional[Any] = None

    @classmethod
    def of_module(
        cls,
        client: Optional[Any],
        address: Optional[str],
        context: Optional[dict[str, Any]],
        keep: Iterable[str],
    ) -> "Manner":
        """Return the manner of a program that imports a script."""
        manner = cls(options_of_environment(address))
        manner.client = client
        manner.once = True
        manner.keeps_all = False
        manner.context = dict(context or {})
        manner.keep = tuple(keep)
        return manner

    @classmethod
    def of_program(cls, options: Options, script: Any, usage: bool = False) -> "Manner":
        """Return the manner of a script that runs as a program."""
        manner = cls(options)
        manner.script = script
        manner.usage = usage
        manner.keeps_all = script.looks
        return manner


_ACTING: contextvars.ContextVar[Optional[Manner]] = contextvars.ContextVar(
    "flowc_manner", default=None
)


def acting_manner() -> Optional[Manner]:
    """Return the manner that the caller has set, if it has."""
    return _ACTING.get()


@contextlib.contextmanager
def acting(manner: Manner) -> Iterator[None]:
    """Run flows in this manner inside."""
    token = _ACTING.set(manner)
    try:
        yield
    finally:
        _ACTING.reset(token)
