"""A flow drawn in one of several formats, each of them a module of its own."""

from collections.abc import Callable, Mapping

from .dot import dot
from .flow import Flow
from .json import as_json
from .mermaid import mermaid
from .text import text

FORMATS: Mapping[str, Callable[[Flow], str]] = {
    "text": text,
    "mermaid": mermaid,
    "dot": dot,
    "json": as_json,
}


def render(flow: Flow, format: str) -> str:
    """The flow in a format of FORMATS, ending with a line end; KeyError for others."""
    return FORMATS[format](flow)
