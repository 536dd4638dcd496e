"""Leaves out of a flow what it carries and has no use for."""

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from ..ir.code import Code, CodeKind
from ..ir.flow import Flow
from ..ir.settings import Setting, Settings, Statement
from ..ir.uses import code_names, expression_names
from .names import bound_name
from .syntax import simple_statements, text_of

# Statements moved from the top of the file come before all others.
LAST_LINE = 1_000_000
IMPORTS = (CodeKind.IMPORT, CodeKind.FUTURE)


def trimmed(flow: Flow) -> Flow:
    """The flow without the imports, and the tasks, that it has no use for.

    An import goes if only left-out code used it, a task if only other flows of the
    file call it. What nothing used in the source either may be there for its effect,
    and stays. What only the making of an executor imports moves there, so that the
    script needs it only then.
    """
    called = called_in(flow)
    kept = [each for each in flow.code if not each.others or called & {*each.binds}]
    kept = reached(kept, replace(flow, settings=without_executor(flow.settings)))
    rest = code_names(each for each in kept if each.kind is not CodeKind.IMPORT)
    plain = replace(flow, settings=without_executor(flow.settings))
    used = rest | expression_names(plain)
    settings = with_imports(flow.settings, kept, used)
    code = (
        narrowed(each, used) if each.kind is CodeKind.IMPORT else each for each in kept
    )
    found = tuple(each for each in code if each is not None)
    return replace(flow, code=found, settings=settings)


def reached(code: Sequence[Code], flow: Flow) -> list[Code]:
    """The code without what of other modules only left-out code of the source used.

    What a module does besides defining things stays: it was found to matter.
    """
    makers: dict[str, list[Code]] = {}
    waiting = []
    for each in code:
        if each.kind in IMPORTS:
            continue
        if each.module and not each.effect:
            for name in (*each.binds, *each.changes):
                makers.setdefault(name, []).append(each)
        else:
            waiting.append(each)
    kept = set(waiting)
    names = set(expression_names(flow)) | called_in(flow)
    while waiting or names:
        names |= {name for each in waiting for name in (*each.names, *each.binds)}
        waiting = [
            each for n in names for each in makers.pop(n, ()) if each not in kept
        ]
        names = set()
        kept |= set(waiting)
    return [each for each in code if each in kept or each.kind in IMPORTS]


def called_in(flow: Flow) -> set[str]:
    """The functions of the flow's tasks."""
    return {str(getattr(node.action, "function", "")) for node in flow.region.nodes()}


def without_executor(settings: Settings) -> Settings:
    """The settings but for the executor."""
    declared = {n: s for n, s in settings.declared.items() if n != "executor"}
    entry = {n: s for n, s in settings.entry.items() if n != "executor"}
    return replace(settings, declared=declared, entry=entry)


def with_imports(
    settings: Settings, code: Sequence[Code], used: frozenset[str]
) -> Settings:
    """The settings, the executor's with the imports that nothing else uses."""

    def moved(name: str, setting: Setting) -> Setting:
        if name != "executor":
            return setting
        names = setting.value.names.union(*(s.names for s in setting.statements))
        found = [
            Statement(each.line - LAST_LINE, each.text.rstrip("\n"), frozenset())
            for whole in code
            if whole.kind is CodeKind.IMPORT and names - used & {*whole.binds}
            for each in [narrowed(replace(whole, names=frozenset(whole.binds)), names)]
            if each is not None and not used & {*each.binds}
        ]
        return replace(setting, statements=(*found, *setting.statements))

    return replace(
        settings,
        declared={name: moved(name, s) for name, s in settings.declared.items()},
        entry={name: moved(name, s) for name, s in settings.entry.items()},
    )


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
