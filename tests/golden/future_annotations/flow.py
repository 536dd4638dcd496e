# A comment at the top.
"""Docstring."""
from __future__ import annotations
from __future__ import division

from typing import TYPE_CHECKING

from prefect import Flow, task

if TYPE_CHECKING:
    from nowhere import Nothing


@task
def half(x: Nothing | None = None) -> Nothing:
    return (x or 1) / 2


with Flow("future") as flow:
    half(half())
