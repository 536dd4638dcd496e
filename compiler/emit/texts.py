"""Pieces of a script's text: carried code, and where it comes from."""

from collections.abc import Iterable
from itertools import groupby

from ..ir.code import Code

# The other files that a script's docstring names.
SHOWN_FILES = 8


def joined(code: Iterable[Code]) -> str:
    """Carried code, word for word: two blank lines around definitions, elsewhere those
    of the source."""
    parts: list[str] = []
    previous: Code | None = None
    for each in code:
        text = each.text.strip("\n") + "\n"
        if previous is not None:
            blank = len(each.text) - len(each.text.lstrip("\n"))
            apart = each.defines or previous.defines
            parts.append("\n" * (2 if apart else min(blank, 2)))
        parts.append(text)
        previous = each
    return "".join(parts)


def sections(code: Iterable[Code], source: str) -> list[tuple[str, str]]:
    """The carried code of each file, with the file's name, in the order of the text."""
    groups = groupby(code, key=lambda each: (each.module, each.file))
    return [
        (file if module else source, joined(group)) for (module, file), group in groups
    ]


def other_files(code: Iterable[Code]) -> list[str]:
    """The other files that carried code comes from, in its order."""
    return list(dict.fromkeys(each.file for each in code if each.module))


def shown_files(code: Iterable[Code]) -> list[str]:
    """The same for the docstring, which has no room for very many."""
    files = other_files(code)
    more = len(files) - SHOWN_FILES
    return files if more <= 1 else [*files[:SHOWN_FILES], f"and {more} other files"]


def tidied(text: str) -> str:
    """No blanks at line ends or at the end of the text."""
    return text.strip("\n") + "\n"
