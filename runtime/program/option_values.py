"""From the text of an option or an environment variable to its value."""

import argparse
import json
from collections.abc import Iterable
from typing import Any

from .errors import UsageProblem

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
PROGRESS_MODES = ("auto", "bar", "log", "none")
LOCAL_SCHEDULERS = ("threads", "sync")


def as_count(text: str) -> int:
    """A whole number above zero."""
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def as_seconds(text: str) -> float:
    """A number of seconds above zero, with or without an "s" behind it."""
    try:
        amount = float(text.strip().rstrip("s"))
    except ValueError:
        amount = 0.0
    if not 0 < amount < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return amount


def as_local_scheduler(text: str) -> str:
    """The name of one of Dask's local schedulers."""
    return one_of(LOCAL_SCHEDULERS, text.strip().lower())


def as_progress_mode(text: str) -> str:
    """How progress is shown."""
    return one_of(PROGRESS_MODES, text.strip().lower())


def as_log_level(text: str) -> str:
    """The name of a logging level, in capitals."""
    return one_of(LOG_LEVELS, text.strip().upper())


def one_of(known: Iterable[str], text: str) -> str:
    """`text` if it is known; otherwise an ArgumentTypeError that lists what is."""
    if text not in known:
        choices = ", ".join(known)
        raise argparse.ArgumentTypeError(f"{text!r} is none of {choices}")
    return text


def named_values(pairs: Iterable[str], option: str) -> dict[str, Any]:
    """Values by name from texts like NAME=JSON; the last one of a name counts."""
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not name or not equals:
            raise UsageProblem(f"{option} {pair}: write it as NAME=VALUE")
        values[name] = json_or_text(text, f"{option} {name}")
    return values


def json_or_text(text: str, what: str) -> Any:
    """What `text` says as JSON, or `text` itself if it doesn't look like JSON.

    Text that does but can't be read (a bracket or a quote left open) is a
    UsageProblem, as on Prefect's command line.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        plain = str(error).startswith(("Extra data", "Expecting value"))
        if plain and '"' not in text:
            return text
        raise UsageProblem(f"{what}: {text!r} is not JSON ({error})") from None


def values_in_file(path: str) -> dict[str, Any]:
    """The JSON object in a file; a UsageProblem if there is none."""
    try:
        with open(path, encoding="utf-8") as stream:
            values = json.load(stream)
    except (OSError, ValueError) as error:
        raise UsageProblem(f"--param-file {path}: {error}") from None
    if not isinstance(values, dict):
        raise UsageProblem(f"--param-file {path}: not a JSON object of values by name")
    return values
