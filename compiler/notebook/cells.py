"""Reads a notebook's JSON, of format 3 or 4: the texts of its code cells."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..checking import SourceError
from ..diagnostics import diagnose

_KINDS = {dict: "an object", list: "a list", str: "a text", type(None): "null"}


@dataclass(frozen=True)
class CodeCell:
    """A code cell: its place among all cells from 1 on, and its text."""

    number: int
    text: str


def code_cells(data: bytes, file: str) -> tuple[CodeCell, ...]:
    """The code cells of a notebook in Python; SourceError for anything else."""
    document = _document(data, file)
    _check_language(document, file)
    cells = enumerate(_cells(document, file), 1)
    return tuple(
        CodeCell(number, _text(cell, number, file))
        for number, cell in cells
        if _is_code(cell, number, file)
    )


def _document(data: bytes, file: str) -> Mapping[str, Any]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        message = f"{file}: byte 0x{data[problem.start]:02x} is not utf-8"
        raise SourceError([diagnose("FLC002", message)]) from None
    except json.JSONDecodeError as problem:
        raise _broken(file, f"{problem.msg} in line {problem.lineno}") from None
    except (ValueError, RecursionError, MemoryError):
        raise _broken(file, "it can't be read as JSON") from None
    if not isinstance(document, dict):
        raise _broken(file, f"it is {_kind(document)}, not an object with cells")
    return document


def _cells(document: Mapping[str, Any], file: str) -> Iterator[Any]:
    """The cells of format 4; in format 3 they lie in worksheets."""
    if "cells" in document or "worksheets" not in document:
        yield from _list(document.get("cells"), "cells", file)
        return
    for sheet in _list(document["worksheets"], "worksheets", file):
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        yield from _list(cells, "cells", file)


def _list(value: Any, name: str, file: str) -> list[Any]:
    if not isinstance(value, list):
        raise _broken(file, f"its {name} should be a list and are {_kind(value)}")
    return value


def _is_code(cell: Any, number: int, file: str) -> bool:
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    if not isinstance(kind, str):
        raise _broken(file, f"cell {number} does not say what it is")
    if kind == "code" and not _is_python(cell.get("language", "python")):
        raise _foreign(file, f"cell {number} is in {cell['language']}")
    return kind == "code"


def _text(cell: Mapping[str, Any], number: int, file: str) -> str:
    """A cell's text, which may be stored line by line, with "\\n" line ends."""
    found = cell.get("source", cell.get("input"))
    parts = found if isinstance(found, list) else [found]
    if not all(isinstance(part, str) for part in parts):
        raise _broken(file, f"the text of cell {number} is no text")
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise SourceError([diagnose("FLC003", f"cell {number} of {file} has one")])
    try:
        text.encode()
    except UnicodeEncodeError:
        message = f"cell {number} of {file} has half a character"
        raise SourceError([diagnose("FLC002", message)]) from None
    return text


def _check_language(document: Mapping[str, Any], file: str) -> None:
    """What the notebook's metadata say; where they say nothing, it is Python."""
    metadata = document.get("metadata", {})
    if not isinstance(metadata, dict):
        raise _broken(file, f"its metadata are {_kind(metadata)}")
    for name, key in (("language_info", "name"), ("kernelspec", "language")):
        about = metadata.get(name, {})
        if not isinstance(about, dict):
            raise _broken(file, f"its {name} is {_kind(about)}")
        language = about.get(key, "python")
        if not _is_python(language):
            raise _foreign(file, f"it is in {language}")


def _is_python(language: Any) -> bool:
    return str(language).lower().startswith(("python", "ipython"))


def _broken(file: str, why: str) -> SourceError:
    return SourceError([diagnose("FLC010", f"{file} is no notebook: {why}")])


def _foreign(file: str, why: str) -> SourceError:
    message = f"{file} is no notebook in Python: {why}"
    return SourceError([diagnose("FLC011", message)])


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "a number or a truth value")
