"""Takes over the code around the flow: imports, functions, classes, task bodies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from ..ir.code import Code, CodeKind
from .bindings import Use, Uses, merged
from .findings import Findings
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

_CARRIED = (Role.IMPORT, Role.CODE, Role.TASK)


@dataclass(frozen=True)
class Carriage:
    """The carried statements, and what each of them uses of prefect."""

    codes: tuple[Code, ...]
    uses_of: Mapping[Code, dict[str, Use]]

    def uses(self, kept: Iterable[Code]) -> dict[str, Use]:
        """What some of the statements use of prefect, together."""
        return merged(self.uses_of[code] for code in kept if code in self.uses_of)


def carried_code(
    module: Module,
    placed: Sequence[Placed],
    findings: Findings,
    recorded: bool = False,
) -> Carriage:
    """The carried statements in the order of the source, and what they use of prefect.

    Where the flow's own Python builds it, tasks keep their decorators.
    """
    others = [
        item.node for item in placed if item.role not in (Role.IMPORT, Role.PREFECT)
    ]
    carrier = _Carrier(module, findings, frozenset(used_in(others)), recorded)
    found = [carrier.header(), *map(carrier.code, _wanted(placed))]
    codes = tuple(code for code in found if code is not None)
    return Carriage(codes, carrier.uses_of)


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
        self.uses_of: dict[Code, dict[str, Use]] = {}
        self.in_blocks = used_in([block.node for block in module.blocks])

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
        uses = Uses(self.module.inner_names)
        look(node, uses)
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
        home = self.findings.spans.home(item.node)
        place = (home.module, home.file, home.changes, home.effect)
        code = Code(kind, text, binds, names, line, defines, others, free, *place)
        self.uses_of[code] = uses.found
        return code

    def is_of_others(self, item: Placed) -> bool:
        """Whether some flow of the file calls a task."""
        return not self.in_blocks.isdisjoint(bound_in(item.node))

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
        spans = self.findings.spans
        if not isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            return spans.of(item.node).line
        place = node.decorators[0] if node.decorators else node.name
        # A line that linking has put between them is none of the source's.
        return spans.of(node.name).line - (spans.line(node.name) - spans.line(place))

    def check_task_uses(self, item: Placed) -> None:
        """A task that carried code uses is a plain function in the script (024)."""
        own = all_bound_in(item.node)
        for name, place in names_in(_body(item.node)).items():
            if name in self.module.tasks and name not in own:
                message = f"the task {name} is used outside the flow block"
                help = "move what both need to a plain function, and call that"
                self.findings.say("FLC111", message, place, help=help)

    def is_carried(self, node: cst.CSTNode, alias: cst.ImportAlias) -> bool:
        """Whether the script imports a name as the source does."""
        package = self.module.names.is_package(bound_name(alias))
        return not package and not _is_prefect(node, alias)

    def imported(self, node: cst.CSTNode) -> Code:
        """An import, without what it imports from prefect."""
        small = next(simple_statements([node]))
        if isinstance(small, (cst.Import, cst.ImportFrom)):
            every = () if isinstance(small.names, cst.ImportStar) else small.names
            kept = [alias for alias in every if self.is_carried(small, alias)]
            if len(kept) < len(every):
                last = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
                changed = small.with_changes(names=[*kept[:-1], last])
                leading = getattr(node, "leading_lines", ())
                node = cst.SimpleStatementLine([changed], leading_lines=leading)
        binds = tuple(bound_in(node))
        future = text_of(small).startswith("from __future__ ")
        kind = CodeKind.FUTURE if future else CodeKind.IMPORT
        line = self.findings.spans.of(small).line
        names = self.used & frozenset(binds)
        text = text_of(node).lstrip("\n")
        home = self.findings.spans.home(small)
        place = (home.module, home.file)
        return Code(kind, text, binds, names, line, False, False, frozenset(), *place)


def _is_prefect(node: cst.CSTNode, alias: cst.ImportAlias) -> bool:
    return isinstance(node, cst.Import) and is_prefect(alias.evaluated_name)


def _body(node: cst.CSTNode) -> cst.CSTNode:
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return node.with_changes(decorators=())
    return node


def _speaks_to_python(comment: str) -> bool:
    """A shebang or an encoding cookie, that the script must not have."""
    return comment.startswith("#!") or "coding" in comment[:30]
