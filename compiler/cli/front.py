"""What all commands begin with: read a source and compile it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, has_errors
from .report import strictly

if TYPE_CHECKING:
    from ..driver import Options, Script
    from ..ir.flow import Flow


@dataclass(frozen=True)
class Compiled:
    """What came of a source; `texts` maps its file to its text, for excerpts."""

    diagnostics: tuple[Diagnostic, ...]
    scripts: tuple[Script, ...] = ()
    flows: tuple[Flow, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def compile_file(
    location: str,
    options: Options,
    strict: bool = False,
    others: Sequence[str] = (),
) -> Compiled:
    """Compile a file, or standard input for "-"; no scripts where there are errors.

    `others` are files with flows that those of the file start.
    """
    from ..driver import compile_source
    from ..nesting import room_to_recurse
    from ..source import SourceError, read_source

    try:
        source = read_source(location)
        options = replace(options, others=tuple(map(read_source, others)))
    except SourceError as problem:
        return _unreadable(problem)
    with room_to_recurse():
        result = compile_source(source, options)
    found = strictly(result.diagnostics) if strict else result.diagnostics
    read = (source, *options.others)
    texts = {name: each.text for each in read for name in (each.file, each.name)}
    for more in (result.texts, *(each.texts for each in read)):
        texts |= more
    if has_errors(found):
        return Compiled(found, texts=texts)
    return Compiled(found, result.scripts, result.flows, texts)


def _unreadable(problem: Exception) -> Compiled:
    from ..source import SourceError

    assert isinstance(problem, SourceError)
    spans = (each.span for each in problem.diagnostics)
    texts = {span.file: problem.text for span in spans if span}
    return Compiled(problem.diagnostics, texts={**texts, **problem.texts})
