"""One task a file, as its name says."""

from .load import load
from .save import save
