"""Takes over the program around the flow, statement by statement, as it stands."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import libcst as cst

from ..ir.code import Code, CodeKind
from .bindings import Use, Uses, merged
from .findings import Findings
from .flow_settings import is_named, is_of_package
from .module import Module
from .names import bound_name, is_prefect, module_of
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


class Rewriting(Protocol):
    """Makes holes in statements where they call tasks."""

    @property
    def plain(self) -> Container[cst.CSTNode]:
        """The functions of tasks that the script has without their decorators."""
        ...

    def rewritten(self, node: cst.CSTNode) -> str:
        """The text of a statement, with holes."""
        ...


@dataclass(frozen=True)
class Carriage:
    """The carried statements, and what each of them uses of prefect."""

    codes: tuple[Code, ...]
    uses_of: Mapping[Code, dict[str, Use]] = field(default_factory=dict)

    def uses(self, kept: Iterable[Code]) -> dict[str, Use]:
        """What some of the statements use of prefect, together."""
        return merged(self.uses_of[code] for code in kept if code in self.uses_of)


def carried_program(
    module: Module,
    rewriter: Rewriting,
    findings: Findings,
    foreign: Collection[str] = (),
) -> Carriage:
    """The program's statements in their order, and what they use of prefect.

    Imports of prefect are left out: the script has stand-ins. `foreign` are imported
    names that may be tasks of the real Prefect's: these are made the runtime's.
    """
    carrier = _Carrier(module, rewriter, findings, frozenset(foreign))
    codes = tuple(code for code in carrier.program() if code is not None)
    return Carriage(codes, carrier.uses_of)


class _Carrier:
    def __init__(
        self,
        module: Module,
        rewriter: Rewriting,
        findings: Findings,
        foreign: frozenset[str],
    ) -> None:
        self.module = module
        self.findings = findings
        self.rewriter = rewriter
        self.foreign = foreign
        plain = [node for node in module.statements if not is_import(node)]
        self.used = frozenset(used_in(plain))
        self.uses_of: dict[Code, dict[str, Use]] = {}

    def program(self) -> Iterator[Code | None]:
        yield self.header()
        for node in self.module.statements:
            if is_import(node):
                yield self.imported(node)
                yield from self.adopted(node)
            else:
                yield self.code(node)

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

    def code(self, node: cst.CSTNode) -> Code:
        """One statement as the script has it."""
        task = node in self.rewriter.plain
        bare = node
        if task and isinstance(node, cst.FunctionDef):
            bare = self.without_task_decorator(node)
        uses = Uses(self.module.inner_names, self.rewriter.plain)
        look(node, uses)
        changed = self.with_variable(node) if isinstance(node, cst.With) else node
        names = frozenset(names_in(bare))
        home = self.findings.spans.home(node)
        code = Code(
            CodeKind.TASK if task else CodeKind.CODE,
            self.rewriter.rewritten(changed),
            tuple(bound_in(node)),
            names | frozenset(names_in(node)),
            self.line(bare, node),
            isinstance(node, (cst.FunctionDef, cst.ClassDef)),
            names - all_bound_in(_body(bare)),
            home.module,
            home.file,
            home.effect,
        )
        self.uses_of[code] = uses.found
        return code

    def with_variable(self, node: cst.With) -> cst.With:
        """A flow's block with a variable, also where the source gives it none, and with
        a name, which a package's own class may do without."""
        block = next((b for b in self.module.blocks if b.node is node), None)
        first, *others = node.items
        if block is None or first.item is not block.call:
            return node
        if first.asname is None:
            first = first.with_changes(asname=cst.AsName(cst.Name(block.variable)))
        if is_of_package(block.call, self.module) and not is_named(block.call):
            name = cst.Arg(cst.SimpleString(repr(block.variable)))
            call = block.call.with_changes(args=[name, *block.call.args])
            first = first.with_changes(item=call)
        return node.with_changes(items=[first, *others])

    def without_task_decorator(self, node: cst.FunctionDef) -> cst.FunctionDef:
        found = task_decorator(node, self.module.names)
        kept = [each for each in node.decorators if each is not found]
        lines = node.lines_after_decorators if kept else ()
        return node.with_changes(decorators=kept, lines_after_decorators=lines)

    def line(self, node: cst.CSTNode, whole: cst.CSTNode) -> int:
        """Where the first decorator that is left, or the `def`, stands."""
        spans = self.findings.spans
        if not isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            return spans.of(whole).line
        place = node.decorators[0] if node.decorators else node.name
        # A line that linking has put between them is none of the source's.
        return spans.of(node.name).line - (spans.line(node.name) - spans.line(place))

    def is_carried(self, node: cst.CSTNode, alias: cst.ImportAlias) -> bool:
        """Whether the script imports a name as the source does."""
        package = self.module.names.is_package(bound_name(alias))
        return not package and not _is_prefect(node, alias)

    def imported(self, node: cst.CSTNode) -> Code | None:
        """An import, without what it imports from prefect."""
        small = next(simple_statements([node]))
        if isinstance(small, cst.ImportFrom) and is_prefect(module_of(small)):
            return None
        if isinstance(small, (cst.Import, cst.ImportFrom)):
            every = () if isinstance(small.names, cst.ImportStar) else small.names
            kept = [alias for alias in every if self.is_carried(small, alias)]
            if every and not kept:
                return None
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
        home = self.findings.spans.home(small)
        return Code(
            kind,
            text_of(node),
            binds,
            names,
            line,
            module=home.module,
            file=home.file,
        )

    def adopted(self, node: cst.CSTNode) -> Iterator[Code]:
        """Lines that make imported tasks of the real Prefect's the runtime's."""
        for name in bound_in(node):
            if name in self.foreign:
                line = self.findings.spans.of(node).line
                text = f"{name} = adopted({name})\n"
                yield Code(CodeKind.IMPORT, text, (name,), frozenset({name}), line)


def is_import(node: cst.CSTNode) -> bool:
    """Whether a statement imports, and does nothing else."""
    small = list(simple_statements([node]))
    return all(isinstance(each, (cst.Import, cst.ImportFrom)) for each in small)


def _is_prefect(node: cst.CSTNode, alias: cst.ImportAlias) -> bool:
    return isinstance(node, cst.Import) and is_prefect(alias.evaluated_name)


def _body(node: cst.CSTNode) -> cst.CSTNode:
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return node.with_changes(decorators=())
    return node


def _speaks_to_python(comment: str) -> bool:
    """A shebang or an encoding cookie, that the script must not have."""
    return comment.startswith("#!") or "coding" in comment[:30]
