"""Plain mistakes: what Prefect refuses, or what goes wrong later without a word."""

from .find import mistakes_in

__all__ = ["mistakes_in"]
