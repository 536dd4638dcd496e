"""What the compiler has to say about its input, as values."""

from .codes import CODES, diagnose
from .diagnostic import Diagnostic, Note, Severity, Span, has_errors, in_order

__all__ = [
    "CODES",
    "Diagnostic",
    "Note",
    "Severity",
    "Span",
    "diagnose",
    "has_errors",
    "in_order",
]
