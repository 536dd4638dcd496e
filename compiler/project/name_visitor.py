"""Notes every use of a variable in some code, and every binding."""

import ast
from collections.abc import Iterable

from .scopes import ImportPlace, Kind, Occurrence, Scope


class NameVisitor(ast.NodeVisitor):
    """Collects occurrences; `scope` is where it walks, `unit` the statement."""

    def __init__(self, lazy_annotations: bool) -> None:
        self.lazy_annotations = lazy_annotations
        self.scope = Scope(Kind.MODULE)
        self.occurrences: list[Occurrence] = []
        self.imports: list[ImportPlace] = []
        self.rebound: set[str] = set()
        self.unit = 0
        self.moment = 0
        self.now = True
        self.checked = False
        self.guarded = False
        self.quoted: ast.Constant | None = None
        self.decorates = False
        self.annotates = False
        self.formatted: ast.JoinedStr | None = None

    def bind(self, name: str, node: ast.AST, scope: Scope | None = None) -> None:
        """A name is given a value where `node` stands."""
        scope = scope or self.scope
        self.moment += 1
        if name in scope.globals and scope.parent is not None:
            self.rebound.add(name)
        elif name not in scope.nonlocals:
            scope.binds.setdefault(name, self.moment)
        self.enter(name, node, stores=True, scope=scope)

    def enter(
        self,
        name: str,
        node: ast.AST,
        chain: tuple[str, ...] = (),
        stores: bool = False,
        changes: bool = False,
        calls: bool = False,
        rebinds: bool = False,
        attributes: tuple[ast.Attribute, ...] = (),
        scope: Scope | None = None,
    ) -> None:
        self.moment += 1
        self.occurrences.append(
            Occurrence(
                name,
                node,
                scope or self.scope,
                self.unit,
                self.moment,
                self.now,
                chain,
                stores,
                changes,
                calls,
                self.quoted,
                self.decorates,
                rebinds,
                self.formatted,
                attributes,
            )
        )

    def visit_all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def annotation(self, node: ast.expr | None) -> None:
        """An annotation, whose strings are expressions too."""
        before = self.now
        self.now, self.annotates = before and not self.lazy_annotations, True
        self.visit_all([node])
        self.now, self.annotates = before, False

    def visit_Constant(self, node: ast.Constant) -> None:
        if not self.annotates or not isinstance(node.value, str) or self.quoted:
            return
        try:
            inner = ast.parse(node.value, mode="eval").body
        except SyntaxError:
            return
        before, self.now, self.quoted = self.now, False, node
        self.visit(inner)
        self.now, self.quoted = before, None

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        scope = self.scope
        while scope.kind is Kind.COMPREHENSION and scope.parent is not None:
            scope = scope.parent
        self.bind(node.target.id, node.target, scope)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.enter(node.id, node)
        else:
            self.bind(node.id, node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.attribute(node, rebinds=not isinstance(node.ctx, ast.Load))

    def attribute(
        self,
        node: ast.Attribute,
        changes: bool = False,
        calls: bool = False,
        rebinds: bool = False,
    ) -> None:
        nodes: list[ast.Attribute] = []
        base: ast.expr = node
        while isinstance(base, ast.Attribute):
            nodes.insert(0, base)
            base = base.value
        if isinstance(base, ast.Name):
            chain = tuple(each.attr for each in nodes)
            changes = changes or rebinds
            found = tuple(nodes)
            self.enter(base.id, base, chain, False, changes, calls, rebinds, found)
        else:
            self.visit(base)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        changes = not isinstance(node.ctx, ast.Load)
        if isinstance(node.value, ast.Name) and changes:
            self.enter(node.value.id, node.value, changes=True)
        elif isinstance(node.value, ast.Attribute):
            self.attribute(node.value, changes=changes)
        else:
            self.visit(node.value)
        before = self.annotates
        self.annotates = before and not _is_literal_type(node.value)
        self.visit(node.slice)
        self.annotates = before

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            self.enter(node.target.id, node.target, changes=True)
        self.visit(node.target)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit_all([node.value, *node.targets])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.annotation(node.annotation)
        self.visit_all([node.value, node.target])

    def visit_For(self, node: ast.For) -> None:
        self.visit_all([node.iter, node.target, *node.body, *node.orelse])

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        self.visit_all([node.iter, node.target, *node.body, *node.orelse])

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name):
            if _is_literal_getattr(node):
                self.literal_getattr(node)
                return
            self.enter(node.func.id, node.func, calls=True)
        elif isinstance(node.func, ast.Attribute):
            self.attribute(node.func, calls=True)
        else:
            self.visit(node.func)
        self.visit_all([*node.args, *node.keywords])

    def literal_getattr(self, node: ast.Call) -> None:
        """`getattr(x, "a")` reads the attribute a of x."""
        subject, name = node.args[0], node.args[1]
        self.visit(node.func)
        assert isinstance(subject, ast.Name) and isinstance(name, ast.Constant)
        self.enter(subject.id, subject, (str(name.value),))
        self.visit_all(node.args[2:])

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        before = self.formatted
        self.formatted = before or node
        self.visit_all(node.values)
        self.formatted = before

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.visit_all([node.type])
        if node.name is not None:
            self.bind(node.name, node)
        self.visit_all(node.body)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.visit_all([node.pattern])
        if node.name is not None:
            self.bind(node.name, node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name is not None:
            self.bind(node.name, node)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.generic_visit(node)
        if node.rest is not None:
            self.bind(node.rest, node)

    def visit_Global(self, node: ast.Global) -> None:
        for name in node.names:
            self.enter(name, node, scope=self.scope.module)


def _is_literal_getattr(node: ast.Call) -> bool:
    return (
        isinstance(node.func, ast.Name)
        and node.func.id == "getattr"
        and len(node.args) > 1
        and isinstance(node.args[0], ast.Name)
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
    )


def _is_literal_type(node: ast.expr) -> bool:
    """Whether `node[...]` is `Literal[...]`, whose strings are no expressions."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in ("Literal", "Annotated")
