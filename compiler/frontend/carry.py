"""Takes over the code around the flow: imports, functions, classes, task bodies."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import libcst as cst

from ..ir.code import Code, CodeKind
from ..ir.flow import Flow
from ..ir.settings import Setting, Settings, Statement
from ..ir.uses import code_names, expression_names
from .bindings import Use, Uses, merged
from .findings import Findings
from .import_time import Piece, mark_early, names_at_import
from .local_imports import without_local_imports
from .module import Module
from .names import bound_name, is_prefect
from .roles import Placed, Role
from .syntax import (
    all_bound_in,
    bound_in,
    names_in,
    simple_statements,
    text_of,
    used_in,
)
from .tasks import task_decorator
from .walking import look

# Statements moved from the top of the file come before all others.
LAST_LINE = 1_000_000
_CARRIED = (Role.IMPORT, Role.CODE, Role.TASK)


def carried_code(
    module: Module,
    placed: Sequence[Placed],
    findings: Findings,
    recorded: bool = False,
) -> tuple[tuple[Code, ...], dict[str, Use]]:
    """The carried statements in the order of the source, and what they use of prefect.

    Where the flow's own Python builds it, tasks keep their decorators.
    """
    others = [
        item.node for item in placed if item.role not in (Role.IMPORT, Role.PREFECT)
    ]
    carrier = _Carrier(module, findings, frozenset(used_in(others)), recorded)
    found = [carrier.header(), *map(carrier.code, _wanted(placed))]
    mark_early(carrier.pieces)
    uses = merged(piece.uses for piece in carrier.pieces)
    return tuple(code for code in found if code is not None), uses


def _wanted(placed: Sequence[Placed]) -> Iterator[Placed]:
    return (item for item in placed if item.role in _CARRIED)


class _Carrier:
    def __init__(
        self,
        module: Module,
        findings: Findings,
        used: frozenset[str],
        recorded: bool,
    ) -> None:
        self.module = module
        self.findings = findings
        self.used = used
        self.recorded = recorded
        self.pieces: list[Piece] = []

    def header(self) -> Code | None:
        """The comments at the top of the file, but for those that speak to Python."""
        lines = [
            line.comment.value
            for line in self.module.tree.header
            if line.comment is not None and not _speaks_to_python(line.comment.value)
        ]
        if not lines:
            return None
        return Code(CodeKind.CODE, "\n".join(lines) + "\n", (), frozenset(), 1)

    def code(self, item: Placed) -> Code | None:
        """One statement as the script will have it."""
        if item.role is Role.IMPORT:
            return self.imported(item.node)
        node = self.without_task_decorator(item)
        line = self.line(node, item)
        self.enter(node)
        node = without_local_imports(node)
        binds = tuple(bound_in(node))
        if not self.recorded:
            self.check_task_uses(item)
        text = text_of(node)
        kind = CodeKind.TASK if item.role is Role.TASK else CodeKind.CODE
        defines = isinstance(node, (cst.FunctionDef, cst.ClassDef))
        names = frozenset(names_in(node))
        others = not self.recorded and (
            item.role is Role.TASK and self.is_of_others(item)
        )
        free = names - all_bound_in(_body(node))
        return Code(kind, text, binds, names, line, defines, others, free)

    def enter(self, node: cst.CSTNode) -> None:
        """Note what a statement uses of prefect, and whether on import."""
        uses = Uses(self.module.inner_names)
        look(node, uses)
        binds, names = frozenset(bound_in(node)), frozenset(names_in(node))
        self.pieces.append(Piece(binds, names_at_import(node), names, uses.found))

    def is_of_others(self, item: Placed) -> bool:
        """Whether some flow of the file calls a task."""
        blocks = [block.node for block in self.module.blocks]
        return bool(used_in(blocks) & set(bound_in(item.node)))

    def without_task_decorator(self, item: Placed) -> cst.CSTNode:
        node = item.node
        if item.role is not Role.TASK or not isinstance(node, cst.FunctionDef):
            return node
        if self.recorded:
            return node
        found = task_decorator(node, self.module.names)
        kept = [each for each in node.decorators if each is not found]
        lines = node.lines_after_decorators if kept else ()
        return node.with_changes(decorators=kept, lines_after_decorators=lines)

    def line(self, node: cst.CSTNode, item: Placed) -> int:
        """Where the first decorator that is left, or the `def`, stands."""
        assert isinstance(item.node, cst.CSTNode)
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            place = node.decorators[0] if node.decorators else node.name
            return self.findings.spans.line(place)
        return self.findings.spans.line(item.node)

    def check_task_uses(self, item: Placed) -> None:
        """A task that carried code uses is a plain function in the script (024)."""
        own = all_bound_in(item.node)
        for name, place in names_in(_body(item.node)).items():
            if name in self.module.tasks and name not in own:
                message = f"the task {name} is used outside the flow block"
                help = "move what both need to a plain function, and call that"
                self.findings.say("FLC111", message, place, help=help)

    def imported(self, node: cst.CSTNode) -> Code:
        """An import, without what it imports from prefect."""
        small = next(simple_statements([node]))
        if isinstance(small, cst.Import):
            kept = [a for a in small.names if not is_prefect(a.evaluated_name)]
            if len(kept) < len(small.names):
                last = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
                changed = small.with_changes(names=[*kept[:-1], last])
                leading = getattr(node, "leading_lines", ())
                node = cst.SimpleStatementLine([changed], leading_lines=leading)
        binds = tuple(bound_in(node))
        future = text_of(small).startswith("from __future__ ")
        kind = CodeKind.FUTURE if future else CodeKind.IMPORT
        line = self.findings.spans.line(small)
        names = self.used & frozenset(binds)
        return Code(kind, text_of(node).lstrip("\n"), binds, names, line)


def _body(node: cst.CSTNode) -> cst.CSTNode:
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return node.with_changes(decorators=())
    return node


def _speaks_to_python(comment: str) -> bool:
    """A shebang or an encoding cookie, that the script must not have."""
    return comment.startswith("#!") or "coding" in comment[:30]


def trimmed(flow: Flow) -> Flow:
    """The flow without the imports, and the tasks, that it has no use for.

    An import goes if only left-out code used it, a task if only other flows of the
    file call it. What nothing used in the source either may be there for its effect,
    and stays. What only the making of an executor imports moves there, so that the
    script needs it only then.
    """
    called = {getattr(node.action, "function", "") for node in flow.region.nodes()}
    kept = [each for each in flow.code if not each.others or called & {*each.binds}]
    rest = code_names(each for each in kept if each.kind is not CodeKind.IMPORT)
    plain = replace(flow, settings=without_executor(flow.settings))
    used = rest | expression_names(plain)
    settings = with_imports(flow.settings, kept, used)
    code = (
        narrowed(each, used) if each.kind is CodeKind.IMPORT else each for each in kept
    )
    found = tuple(each for each in code if each is not None)
    return replace(flow, code=found, settings=settings)


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
