"""Says which of IPython's lines are left out of a notebook."""

import ast
from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic, Span, diagnose
from .magics import LeftOut
from .named import NamedCell, reads

_LISTED = 3
_LONGEST = 60

_Found = tuple[NamedCell, LeftOut]


def remarks_on(
    cells: Sequence[NamedCell], trees: Sequence[ast.Module]
) -> Iterator[Diagnostic]:
    """A warning where the Python of the cells misses a value, one note on the rest."""
    missed = {name for tree in trees for name in reads(tree)}
    quiet: list[_Found] = []
    for cell in cells:
        for line in cell.left_out:
            lost = [name for name in line.binds if name in missed]
            if lost or line.text.startswith("%run "):
                yield _lost(cell, line, lost)
            else:
                quiet.append((cell, line))
    if quiet:
        yield _note(quiet)


def _lost(cell: NamedCell, line: LeftOut, names: list[str]) -> Diagnostic:
    what = f"no value for {', '.join(names)}" if names else "nothing of that file"
    message = f"{_short(line)} is left out: the script has {what}"
    help = "write it in Python, in a task where it is needed"
    return diagnose("FLC013", message, _place(cell, line), help=help)


def _note(found: list[_Found]) -> Diagnostic:
    """One note on all lines that nobody misses, at the first of them."""
    listed = list(dict.fromkeys(_short(line) for _, line in found))
    more = len(listed) - _LISTED
    others = f" and {more} more" if more > 0 else ""
    message = f"left out, as only IPython knows it: {', '.join(listed[:_LISTED])}"
    return diagnose("FLC012", message + others, _place(*found[0]))


def _short(line: LeftOut) -> str:
    return line.text if len(line.text) <= _LONGEST else line.text[:_LONGEST] + "..."


def _place(cell: NamedCell, line: LeftOut) -> Span:
    text = cell.text.split("\n")[line.line - 1]
    indent = len(text) - len(text.lstrip())
    return Span(cell.file, line.line, indent + 1, line.line, len(text) + 1)
