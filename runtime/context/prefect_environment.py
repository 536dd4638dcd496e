"""What Prefect's own environment variables say about a run."""

import ast
import os
from typing import Any

CONTEXT_PREFIX = "PREFECT__CONTEXT__"
SECRETS_PREFIX = "secrets__"


def context_of_environment() -> dict[str, Any]:
    """The values of PREFECT__CONTEXT__A__B as {"a": {"b": value}}, as in Prefect.

    Names are in lower case, those of secrets as they stand in the variable.
    """
    found: dict[str, Any] = {}
    for variable, text in sorted(os.environ.items()):
        if variable.startswith(CONTEXT_PREFIX):
            *sections, name = context_path(variable[len(CONTEXT_PREFIX) :])
            place = found
            for section in sections:
                inner = place.get(section)
                place[section] = inner if isinstance(inner, dict) else {}
                place = place[section]
            place[name] = literal_or_text(text)
    return found


def context_path(name: str) -> list[str]:
    """The keys that lead to a value, from a variable's name without its prefix."""
    if name.lower().startswith(SECRETS_PREFIX):
        return ["secrets", *name[len(SECRETS_PREFIX) :].split("__")]
    return name.lower().split("__")


def literal_or_text(text: str) -> Any:
    """What a text says as a Python literal (true and false in any case), or itself."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return text


def runs_on_schedule() -> bool:
    """Whether PREFECT__FLOWS__RUN_ON_SCHEDULE leaves a schedule in force."""
    return bool(literal_or_text(os.environ.get("PREFECT__FLOWS__RUN_ON_SCHEDULE", "1")))


def prefect_log_level() -> str:
    """The level that Prefect's variable names, INFO if it names none."""
    return os.environ.get("PREFECT__LOGGING__LEVEL", "").strip().upper() or "INFO"
