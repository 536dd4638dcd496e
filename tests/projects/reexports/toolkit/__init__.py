"""The team's toolkit: import from here."""

from .api import fetch as get
from .api import store
from .core import DEFAULTS, version_of

__version__ = version_of(1, 2)
__all__ = ["DEFAULTS", "get", "store"]
