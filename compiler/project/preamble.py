"""Puts the imports of what the weaving itself has used above the text."""

from ..frontend.names import RUNTIME
from .edits import Words
from .targets import NAMESPACE
from .woven_text import WovenText


def add_preamble(text: WovenText, words: Words, namespace: str) -> None:
    """Imports from `__future__` stand first, whichever module has them, then those of
    flowc's own names that the text uses."""
    whole = text.text
    own = (
        (f"{words.originally}(", import_as(RUNTIME, "originally", words.originally)),
        (f"{words.carried}(", import_as(RUNTIME, "carried_modules", words.carried)),
        (f"{namespace}(", import_as("types", NAMESPACE, namespace)),
        (f"{words.builtins}.", _import_builtins(words.builtins)),
    )
    lines = [line for sign, line in own if sign in whole]
    text.prepend([*text.futures, *lines])


def import_as(module: str, symbol: str, name: str) -> str:
    tail = "" if symbol == name else f" as {name}"
    return f"from {module} import {symbol}{tail}"


def _import_builtins(name: str) -> str:
    return "import builtins" + ("" if name == "builtins" else f" as {name}")
