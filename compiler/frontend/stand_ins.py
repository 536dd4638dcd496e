"""What a script has for each dotted path into prefect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from . import authoring_names, flow_run_names, library_names, schedule_names
from .names import EXECUTOR_HOMES, RUNTIME, TRIGGERS, is_package_flow

_STATES = (
    "State",
    "Pending",
    "Scheduled",
    "Paused",
    "Resume",
    "Retrying",
    "Submitted",
    "Queued",
    "Running",
    "Cancelling",
    "Finished",
    "Looped",
    "Success",
    "Cached",
    "Mapped",
    "Skipped",
    "Cancelled",
    "Failed",
    "TimedOut",
    "TriggerFailed",
    "ValidationFailed",
)
_SIGNALS = (
    "PrefectStateSignal",
    "FAIL",
    "TRIGGERFAIL",
    "VALIDATIONFAIL",
    "SUCCESS",
    "SKIP",
    "PAUSE",
    "RETRY",
    "LOOP",
    "ENDRUN",
    "signal_from_state",
)
_EXECUTORS = ("LocalExecutor", "LocalDaskExecutor", "DaskExecutor")
# What has no meaning for a script, and does nothing in one.
DROPPED = (
    "prefect.storage",
    "prefect.environments",
    "prefect.run_configs",
)


def _table() -> Iterator[tuple[str, str]]:
    for name in _STATES:
        yield f"prefect.engine.state.{name}", name
    for name in _SIGNALS:
        yield f"prefect.engine.signals.{name}", name
    yield "prefect.engine.runner.ENDRUN", "ENDRUN"
    for name in ("PrefectSignal", "TaskTimeoutSignal"):
        yield f"prefect.exceptions.{name}", name
    yield "prefect.exceptions.TaskTimeoutError", "TaskTimeoutSignal"
    yield "prefect.utilities.exceptions.TaskTimeoutError", "TaskTimeoutSignal"
    for name in TRIGGERS:
        yield f"prefect.triggers.{name}", name
    for home in EXECUTOR_HOMES:
        yield from ((f"{home}.{name}", name) for name in _EXECUTORS)
        yield f"{home}.Executor", "Executor"
    for home in ("prefect.executors.base", "prefect.engine.executors.base"):
        yield f"{home}.Executor", "Executor"
    yield "prefect.__version__", "'1.4.1'"
    for name in ("originally", "carried_modules"):
        yield f"{RUNTIME}.{name}", name
    yield "prefect.utilities.debug.raise_on_exception", "Ignored"
    for path in ("prefect.context", "prefect.utilities.context.context"):
        yield path, "RunContext()"
    for path in ("prefect.config", "prefect.configuration.config"):
        yield path, "PrefectConfig()"


STAND_INS: Mapping[str, str] = {
    **authoring_names.STAND_INS,
    **library_names.STAND_INS,
    **flow_run_names.STAND_INS,
    **schedule_names.STAND_INS,
    **dict(_table()),
}
MODULES = frozenset(
    path[:at]
    for path in (*STAND_INS, *library_names.SERVER_ONLY, *DROPPED)
    for at, character in enumerate(path)
    if character == "."
) - frozenset(STAND_INS)

# What a star import of one of Prefect's modules may bind, its submodules included.
EXPORTED = frozenset(STAND_INS) | MODULES


class Kind(Enum):
    """How well a script serves for a path."""

    KNOWN = "known"
    DROPPED = "dropped"
    LIBRARY = "library"
    SERVER = "server"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class StandIn:
    """What stands for a path, or for as much of it as has a meaning of its own.

    `path` is that part, `text` the expression in the script, `symbol` the runtime's
    name in it, "" for a literal.
    """

    path: str
    text: str
    symbol: str
    kind: Kind = Kind.KNOWN


def stand_in(path: str) -> StandIn | None:
    """What stands for a path into prefect; None for a module."""
    if is_package_flow(path):
        return StandIn(path, "PackageFlow", "PackageFlow")
    for part in _prefixes(path):
        if part in STAND_INS:
            text = STAND_INS[part]
            symbol = "" if text.startswith("'") else text.partition("(")[0]
            return StandIn(part, text, symbol)
    if path in MODULES:
        return None
    if any(path == home or path.startswith(f"{home}.") for home in DROPPED):
        return StandIn(path, "Ignored", "Ignored", Kind.DROPPED)
    advice = library_names.server_advice(path)
    if advice is not None:
        text = f"Unavailable({path!r}, {advice!r})"
        return StandIn(path, text, "Unavailable", Kind.SERVER)
    return _of_library(path) or _unknown(path)


def _of_library(path: str) -> StandIn | None:
    for part in _prefixes(path):
        if part in library_names.REAL_FUNCTIONS:
            text = f"LibraryFunction({part!r})"
            return StandIn(part, text, "LibraryFunction", Kind.LIBRARY)
    if not library_names.is_library(path):
        return None
    text = f"library_task({path!r})"
    return StandIn(path, text, "library_task", Kind.LIBRARY)


def _unknown(path: str) -> StandIn:
    text = f"Unavailable({path!r}, 'flowc has no stand-in for it')"
    return StandIn(path, text, "Unavailable", Kind.UNKNOWN)


def _prefixes(path: str) -> Iterator[str]:
    """The path, then shorter and shorter starts of it."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def members_of(module: str) -> Iterator[str]:
    """The known paths directly under a module."""
    return (path for path in STAND_INS if path.rpartition(".")[0] == module)
