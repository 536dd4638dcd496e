"""What the environment says of tasks that do not say it themselves (section 13)."""

import datetime
import os
from typing import Any

from ..context.prefect_environment import literal_or_text


def default_setting(name: str) -> Any:
    """What PREFECT__TASKS__DEFAULTS__<name> says; None if nothing, or false."""
    text = os.environ.get(f"PREFECT__TASKS__DEFAULTS__{name}")
    value = None if text is None else literal_or_text(text)
    return None if value is False else value


def usual_policy(given: dict[str, Any]) -> dict[str, Any]:
    """The settings of a task that it does not give itself, where there are some."""
    found: dict[str, Any] = {}
    retries = given.get("max_retries")
    if retries is None and default_setting("MAX_RETRIES"):
        retries = found["max_retries"] = default_setting("MAX_RETRIES")
    delay = default_setting("RETRY_DELAY")
    if retries and given.get("retry_delay") is None and delay is not None:
        found["retry_delay"] = datetime.timedelta(seconds=delay)
    if given.get("timeout") is None and default_setting("TIMEOUT"):
        found["timeout"] = default_setting("TIMEOUT")
    return found
