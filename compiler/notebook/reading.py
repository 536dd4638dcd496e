"""Reads a notebook as one text, cell below cell."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..checking import MAX_BYTES, SourceError, check_text
from ..diagnostics import Diagnostic, diagnose
from ..origins import Origins, Stretch
from .cells import CodeCell, code_cells
from .magics import python_of
from .named import NamedCell
from .remarks import remarks_on
from .shown import without_shown
from .top import top_of


@dataclass(frozen=True)
class Notebook:
    """A notebook's Python: its text, and where each line comes from.

    `texts` are those of its cells, by the names that diagnostics have for them;
    `remarks` say what is left out.
    """

    text: str
    origins: Origins
    texts: Mapping[str, str]
    remarks: tuple[Diagnostic, ...] = ()


def read_notebook(data: bytes, name: str, file: str) -> Notebook:
    """Take a notebook's code cells as one text; SourceError if they are not Python.

    `file` is the notebook's path as the user gave it, `name` its last component. A
    cell is called `file:cell N`, N counting all cells from 1 on.
    """
    cells = [_named(cell, name, file) for cell in _code_cells(data, file)]
    cells = without_shown(cells, _checked(cells))
    texts = {cell.file: cell.text for cell in cells}
    trees = _checked(cells)
    remarks = tuple(remarks_on(cells, trees))
    top, cells = top_of(cells, trees)
    text = "\n\n".join([*top, *(cell.text for cell in cells)])
    origins = Origins(_stretches(cells, len(top)))
    try:
        check_text(text, file, origins)
    except SourceError as problem:
        raise SourceError(problem.diagnostics, texts=texts) from None
    return Notebook(text, origins, texts, remarks)


def _code_cells(data: bytes, file: str) -> tuple[CodeCell, ...]:
    cells = code_cells(data, file)
    if sum(len(cell.text) for cell in cells) > MAX_BYTES:
        message = f"the code of {file} is larger than {MAX_BYTES // 1024**2} MiB"
        raise SourceError([diagnose("FLC006", message)])
    return cells


def _named(cell: CodeCell, name: str, file: str) -> NamedCell:
    found = python_of(cell.text)
    place = f":cell {cell.number}"
    return NamedCell(file + place, name + place, found.text, found.left_out)


def _checked(cells: Sequence[NamedCell]) -> list[ast.Module]:
    """The cells' trees, each read by itself: no cell's mistake hides another's."""
    trees: list[ast.Module] = []
    found: list[Diagnostic] = []
    for cell in cells:
        try:
            trees.append(check_text(cell.text, cell.file))
        except SourceError as problem:
            found += problem.diagnostics
    if found:
        raise SourceError(found, texts={cell.file: cell.text for cell in cells})
    return trees


def _stretches(cells: Sequence[NamedCell], above: int) -> Iterator[Stretch]:
    """Where the cells stand in the text, with a blank line behind each.

    The lines above them count as the first cell's.
    """
    start = 1 + 2 * above
    for cell in cells:
        stretch = Stretch(start, 1, cell.file, cell.name)
        if above and cell is cells[0]:
            yield replace(stretch, start=1)
        yield stretch
        start += cell.text.count("\n") + 2
