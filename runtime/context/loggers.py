"""What stands for `prefect.utilities.logging`."""

import logging
from typing import Optional


def prefect_logger(name: Optional[str] = None) -> logging.Logger:
    """The logger "prefect", or its child of this name (`get_logger`)."""
    logger = logging.getLogger("prefect")
    return logger if name is None else logger.getChild(name)
