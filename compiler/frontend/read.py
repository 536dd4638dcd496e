"""Reads a source file into a Module."""

from collections.abc import Callable, Iterable, Iterator

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from ..diagnostics import Span, diagnose
from ..source import Source, SourceError
from .blocks import blocks_of
from .constants import parse_module
from .decorators import functions_of
from .findings import Findings
from .flow_classes import subclasses_of_flow, with_aliases_imported
from .indents import with_own_indents
from .module import Module, TaskDef
from .names import Names, imported_paths, is_prefect, module_of
from .package_flows import Elsewhere, say_package_flows, with_flows_from_elsewhere
from .stand_ins import EXPORTED
from .syntax import Spans, bound_in, names_in, simple_statements
from .tasks import read_task, task_decorator
from .walking import look


def read_module(source: Source) -> tuple[Module, Findings]:
    """Read a file: its tasks, flow blocks, names. Nothing of it is run."""
    tree, elsewhere = _with_flow_names(_parsed(source))
    wrapper = _Wrapper(tree, unsafe_skip_copy=True)
    positions = wrapper.resolve(PositionProvider)
    spans = Spans(source.file, positions, source.origins)
    findings = Findings(spans)
    tree = wrapper.module
    statements = tuple(_statements(tree))
    names = Names({**_names_of(tree).paths, **elsewhere.paths, **elsewhere.unused})
    say_package_flows({**elsewhere.instead, **elsewhere.paths}, tree, findings)
    subclasses = elsewhere.classes | subclasses_of_flow(statements, names)
    tasks = _tasks(statements, names, findings)
    module = Module(
        source=source,
        tree=tree,
        spans=spans,
        names=names,
        inner_names=_inner_names(tree, names, statements),
        taken=frozenset(names_in(tree)) - prefect_names(tree) - elsewhere.paths.keys(),
        statements=statements,
        tasks=tasks,
        blocks=tuple(blocks_of(tree, statements, names.without(subclasses))),
        subclasses=subclasses,
    )
    return module, findings


def _names_of(tree: cst.Module) -> Names:
    """The names of module level that imports of prefect bind."""
    statements = tuple(_statements(tree))
    small = tuple(simple_statements(statements))
    names = Names().with_imports((*_guarded_imports(statements), *small))
    return _with_stars(names, small, names_in(tree).keys())


def _with_flow_names(tree: cst.Module) -> tuple[cst.Module, Elsewhere]:
    """The module with imports for other names of Flow, and the Flow classes that it has
    from elsewhere."""
    names = _names_of(tree)
    tree = with_aliases_imported(tree, names)
    return with_flows_from_elsewhere(tree, _names_of(tree))


class _Wrapper(MetadataWrapper):
    """Walks through the tree only for what asks for it; positions do not."""

    def visit_batched(
        self,
        visitors: Iterable[cst.BatchableCSTVisitor],
        before_visit: Callable[[cst.CSTNode], None] | None = None,
        after_leave: Callable[[cst.CSTNode], None] | None = None,
    ) -> cst.CSTNode:
        found = list(visitors)
        if not found:
            return self.module
        return super().visit_batched(found, before_visit, after_leave)


def _parsed(source: Source) -> cst.Module:
    """The file's tree; SourceError for what Python reads and libcst does not.

    A file that names neither prefect nor a class Flow has no flow: nothing of it is
    worth the time.
    """
    try:
        wanted = any(word in source.text for word in ("prefect", "Flow"))
        text = source.text if wanted else ""
        return with_own_indents(parse_module(text))
    except cst.ParserSyntaxError as problem:
        line, column = problem.editor_line, problem.editor_column
        span = Span(source.file, line, column, line, column + 1)
        found = diagnose("FLC004", f"can't be read: {problem.message}", span)
        raise SourceError([found], source.text) from None


def _statements(tree: cst.Module) -> Iterator[cst.CSTNode]:
    """The statements at module level: lines and compound statements.

    A line that several statements share is split, so that each can be judged by
    itself; its comments stay with the first.
    """
    for statement in tree.body:
        if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) > 1:
            leading = statement.leading_lines
            for part in statement.body:
                alone = part.with_changes(semicolon=cst.MaybeSentinel.DEFAULT)
                yield cst.SimpleStatementLine([alone], leading_lines=leading)
                leading = ()
        else:
            yield statement


def _with_stars(
    names: Names, statements: tuple[cst.CSTNode, ...], spoken: Iterable[str]
) -> Names:
    """The names and those of `spoken` that star imports of prefect bind."""
    homes = {
        module_of(each)
        for each in statements
        if isinstance(each, cst.ImportFrom)
        and isinstance(each.names, cst.ImportStar)
        and is_prefect(module_of(each))
    }
    own = {name for node in statements for name in bound_in(node)}
    found = {
        name: f"{home}.{name}"
        for home in sorted(homes)
        for name in sorted(set(spoken) - own)
        if f"{home}.{name}" in EXPORTED
    }
    return Names({**found, **names.paths})


def _guarded_imports(statements: tuple[cst.CSTNode, ...]) -> list[cst.CSTNode]:
    """The imports of prefect in `try` and `if` at module level."""
    finder = _PrefectImports()
    for node in statements:
        if isinstance(node, (cst.Try, cst.If)):
            look(node, finder)
    return finder.imports


def _inner_names(
    tree: cst.Module, names: Names, statements: tuple[cst.CSTNode, ...]
) -> Names:
    """The names that lead into prefect, those of imports inside other code included,
    but for what module level means by them."""
    finder = _PrefectImports()
    look(tree, finder)
    small = simple_statements(statements)
    own = {n for node in small for n in set(bound_in(node)) - prefect_names(node)}
    own -= names.paths.keys()
    return Names({**finder.paths, **names.paths}).without(own)


def prefect_names(tree: cst.CSTNode) -> frozenset[str]:
    """The names that any import of prefect in some code binds, at any depth."""
    finder = _PrefectImports()
    look(tree, finder)
    return frozenset(finder.paths)


class _PrefectImports(cst.CSTVisitor):
    def __init__(self) -> None:
        self.paths: dict[str, str] = {}
        self.imports: list[cst.CSTNode] = []

    def visit_Import(self, node: cst.Import) -> None:
        self.add(node)

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        self.add(node)

    def add(self, node: cst.CSTNode) -> None:
        found = imported_paths(node)
        self.paths.update(found)
        self.imports += [node] if found else []


def _tasks(
    statements: tuple[cst.CSTNode, ...], names: Names, findings: Findings
) -> dict[str, TaskDef]:
    found: dict[str, TaskDef] = {}
    functions = functions_of(statements)
    for node in statements:
        decorator = task_decorator(node, names)
        if decorator is not None and isinstance(node, cst.FunctionDef):
            task = read_task(node, decorator, names, functions, findings)
            found[task.name] = task
    return found
