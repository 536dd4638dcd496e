from __future__ import annotations

from typing import TYPE_CHECKING

from prefect import task

from env import STAGE

if TYPE_CHECKING:
    from shapes import Shape

try:
    from quickest_json_there_is import dumps
except ImportError:
    from plain_json import dumps

if STAGE == "prod":
    from prod_settings import TARGET, connect
else:
    from memory_settings import TARGET, connect

try:
    import nowhere_to_be_found as accelerator
except ImportError:
    accelerator = None


@task
def encode(shape: Shape | None) -> str:
    return dumps((shape, TARGET, accelerator is None))


@task
def open_target():
    return connect()
