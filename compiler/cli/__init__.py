"""The command `flowc`."""

from .entry import main

__all__ = ["main"]
