"""Moments in time: pendulum's where it can be imported, else ones like them."""

import datetime
from typing import Any

from .datetimes import DateTime
from .installed import pendulum_module


def moment_of(time: datetime.datetime) -> Any:
    """A datetime as a DateTime; one without a zone is in UTC."""
    module = pendulum_module()
    return module.instance(time) if module else DateTime.instance(time)
