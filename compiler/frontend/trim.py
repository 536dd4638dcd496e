"""Leaves out of a flow what it carries and has no use for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import libcst as cst

from ..ir.code import Code, CodeKind
from ..ir.flow import Flow
from .names import bound_name
from .syntax import simple_statements, text_of

IMPORTS = (CodeKind.IMPORT, CodeKind.FUTURE)


def trimmed(flow: Flow) -> Flow:
    """The flow without definitions of other modules, and imports, that nothing uses.

    An import goes if only left-out code used it; what nothing used in the source
    either may be there for its effect, and stays.
    """
    kept = reached(flow.code)
    used = code_names(each for each in kept if each.kind is not CodeKind.IMPORT)
    code = (
        narrowed(each, used) if each.kind is CodeKind.IMPORT else each for each in kept
    )
    return replace(flow, code=tuple(each for each in code if each is not None))


def reached(code: Sequence[Code]) -> list[Code]:
    """The code without what of other modules only left-out code of the source used.

    What a module does besides defining things stays: it was found to matter.
    """
    makers: dict[str, list[Code]] = {}
    waiting = []
    for each in code:
        if each.kind in IMPORTS:
            continue
        if each.module and not each.effect:
            for name in each.binds:
                makers.setdefault(name, []).append(each)
        else:
            waiting.append(each)
    kept = set(waiting)
    while waiting:
        names = {name for each in waiting for name in (*each.names, *each.binds)}
        waiting = [
            each for n in names for each in makers.pop(n, ()) if each not in kept
        ]
        kept |= set(waiting)
    return [each for each in code if each in kept or each.kind in IMPORTS]


def code_names(code: Iterable[Code]) -> frozenset[str]:
    """Every variable that carried code uses or binds."""
    return frozenset(name for each in code for name in {*each.names, *each.binds})


def narrowed(code: Code, used: frozenset[str]) -> Code | None:
    """An import without the names that only left-out code used."""
    keep = [name for name in code.binds if name in used or name not in code.names]
    if len(keep) == len(code.binds):
        return code
    if not keep:
        return None
    line = cst.parse_module(code.text).body[0]
    small = next(simple_statements([line]))
    assert isinstance(small, (cst.Import, cst.ImportFrom))
    assert not isinstance(small.names, cst.ImportStar)
    aliases = [alias for alias in small.names if bound_name(alias) in keep]
    aliases[-1] = aliases[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    changed = line.deep_replace(small, small.with_changes(names=aliases))
    assert isinstance(changed, cst.CSTNode)
    return replace(code, text=text_of(changed), binds=tuple(keep))
