"""Moments in time: pendulum's where it can be imported, else ones like them."""

import datetime
from typing import Any

from .date_texts import parse_moment
from .datetimes import DateTime
from .pendulums import pendulum_module


def moment_of(time: datetime.datetime) -> Any:
    """A datetime as a DateTime; one without a zone is in UTC."""
    module = pendulum_module()
    return module.instance(time) if module else DateTime.instance(time)


def moment_of_text(text: str) -> Any:
    """What a text means, in UTC if it names no zone; ValueError if it is none."""
    module = pendulum_module()
    return module.parse(text) if module else parse_moment(text)
