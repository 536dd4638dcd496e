"""Takes over the program around the flow, statement by statement, as it stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import libcst as cst

from ..ir.code import Code, CodeKind
from .bindings import Use, Uses, merged
from .findings import Findings
from .flow_settings import made_with, text_of_arguments
from .local_imports import without_local_imports
from .module import FlowBlock, Module
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


@dataclass(frozen=True)
class Lowered:
    """What the script has in other forms: the flow's block, statements that are done
    with (by their ids), tasks that are plain functions, and settings that the block
    gives its flow."""

    block: FlowBlock
    done: frozenset[int] = frozenset()
    functions: frozenset[str] = frozenset()
    settings: tuple[cst.CSTNode, ...] = ()


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
    findings: Findings,
    lowered: Lowered | None = None,
    foreign: Collection[str] = (),
) -> Carriage:
    """The program's statements in their order, and what they use of prefect.

    Imports of prefect are left out: the script has stand-ins. `foreign` are imported
    names that may be tasks of the real Prefect's: these are made the runtime's.
    """
    carrier = _Carrier(module, findings, lowered, frozenset(foreign))
    codes = tuple(code for code in carrier.program() if code is not None)
    return Carriage(codes, carrier.uses_of)


class _Carrier:
    def __init__(
        self,
        module: Module,
        findings: Findings,
        lowered: Lowered | None,
        foreign: frozenset[str],
    ) -> None:
        self.module = module
        self.findings = findings
        self.lowered = lowered
        self.foreign = foreign
        plain = [node for node in module.statements if not is_import(node)]
        self.used = frozenset(used_in(plain))
        self.uses_of: dict[Code, dict[str, Use]] = {}

    def program(self) -> Iterator[Code | None]:
        yield self.header()
        for node in self.module.statements:
            if self.lowered is not None and node is self.lowered.block.node:
                yield self.block(self.lowered.block)
                yield from map(self.code, self.lowered.settings)
            elif self.lowered is not None and is_done(node, self.lowered.done):
                continue
            elif is_import(node):
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

    def block(self, block: FlowBlock) -> Code:
        """The place of the flow's block; what the flow is made with."""
        uses = Uses(self.module.inner_names)
        args = made_with(block.call, block.variable, self.module)
        for arg in args:
            look(arg, uses)
        names = frozenset(name for arg in args for name in names_in(arg.value))
        line = self.findings.spans.of(block.node).line
        text = text_of_arguments(args)
        code = Code(CodeKind.FLOW, text, (block.variable,), names, line)
        self.uses_of[code] = uses.found
        return code

    def code(self, node: cst.CSTNode) -> Code:
        """One statement as the script has it."""
        task = isinstance(node, cst.FunctionDef) and node.name.value in (
            self.lowered.functions if self.lowered is not None else ()
        )
        whole = node
        if task and isinstance(node, cst.FunctionDef):
            node = self.without_task_decorator(node)
        line = self.line(node, whole)
        uses = Uses(self.module.inner_names)
        look(node, uses)
        node = without_local_imports(node)
        if isinstance(node, cst.With):
            node = self.with_variable(whole, node)
        defines = isinstance(node, (cst.FunctionDef, cst.ClassDef))
        names = frozenset(names_in(node))
        home = self.findings.spans.home(whole)
        code = Code(
            CodeKind.TASK if task else CodeKind.CODE,
            text_of(node),
            tuple(bound_in(node)),
            names,
            line,
            defines,
            names - all_bound_in(_body(node)),
            home.module,
            home.file,
            home.effect,
        )
        self.uses_of[code] = uses.found
        return code

    def with_variable(self, node: cst.CSTNode, changed: cst.With) -> cst.With:
        """A flow's block with a variable, also where the source gives it none."""
        block = next((b for b in self.module.blocks if b.node is node), None)
        first, *others = changed.items
        if block is None or first.asname is not None or first.item is not block.call:
            return changed
        name = cst.AsName(cst.Name(block.variable))
        return changed.with_changes(items=[first.with_changes(asname=name), *others])

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


def is_done(node: cst.CSTNode, done: Collection[int]) -> bool:
    """Whether a statement of module level is lowered along with a block."""
    parts = node.body if isinstance(node, cst.SimpleStatementLine) else [node]
    return id(node) in done or all(id(each) in done for each in parts)


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
