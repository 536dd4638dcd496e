"""Makes holes in the program's text where it calls tasks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import libcst as cst

from ..frontend.local_imports import LocalImports
from ..frontend.module import TaskDef
from ..frontend.names import imported_paths, is_prefect, module_of
from ..frontend.syntax import EMPTY
from ..frontend.walking import parts_of, walk
from ..ir.holes import HoleKind
from .marked import Marked, MarkedStatement
from .nodes import Draft
from .statements import Statements
from .values import Member, Result, TaskObject, Thing


@dataclass(frozen=True)
class Lowered:
    """The calls that are lowered, with their nodes; the functions of tasks that are
    plain ones in the script; and the places that the text leaves open, with why."""

    calls: dict[cst.CSTNode, Draft] = field(default_factory=dict)
    plain: frozenset[cst.CSTNode] = frozenset()
    left: dict[cst.CSTNode, str] = field(default_factory=dict)


def lowered(found: Statements) -> Lowered:
    """Judge which calls of a program are lowered."""
    calls: dict[cst.CSTNode, Draft] = {}
    left = dict(found.doubts)
    for node in found.foreign:
        calls[node] = found.drafts[node]
    for node, callee in found.called.items():
        tasks = [_is_call_of_task(thing, found) for thing in callee.may]
        if not any(tasks):
            continue
        draft = found.drafts.get(node)
        if all(tasks) and draft is not None and not callee.unknown:
            calls[node] = draft
        else:
            left[node] = "what is called here may be a task, and may be something else"
    return Lowered(calls, frozenset(_plain(found, calls)), left)


def _is_call_of_task(thing: Thing, found: Statements) -> bool:
    """Whether a call of a thing is one of a task, or of its `map`."""
    if isinstance(thing, Member) and thing.name == "map":
        thing = thing.owner
    if isinstance(thing, Result):
        return found.by_number[thing.node].task is not None
    return isinstance(thing, TaskObject)


def _plain(found: Statements, calls: dict[cst.CSTNode, Draft]) -> Iterator[cst.CSTNode]:
    """The functions of tasks, of module level, of which the program does nothing but
    call them."""
    if found.opaque_names:
        return
    callees = {_called_name(call): draft for call, draft in calls.items()}
    tasks: dict[str, list[TaskDef]] = {}
    for definition in filter(found.is_own, found.read.values()):
        tasks.setdefault(definition.name, []).append(definition)
    used = _Names(set(tasks))
    for statement in found.source.statements:
        used.look(statement)
    top = set(found.source.statements)
    for name, definitions in tasks.items():
        definition = definitions[0]
        if len(definitions) > 1 or definition.definition not in top:
            continue
        first, *others = definition.definition.decorators
        if definition.decorator is not first or not all(map(found.keeps, others)):
            continue
        if all(
            node in callees and _is_of(callees[node], definition)
            for node in used.found.get(name, ())
        ):
            yield definition.definition


def _is_of(draft: Draft, definition: TaskDef) -> bool:
    return draft.task is not None and draft.task.definition is definition


def _called_name(call: cst.CSTNode) -> cst.CSTNode:
    """The name that stands for the task in a call: `t` of `t(x)` and of `t.map(x)`."""
    assert isinstance(call, cst.Call)
    func = call.func
    if isinstance(func, cst.Attribute) and func.attr.value == "map":
        return func.value
    return func


class _Names:
    """Finds where some names of module level, or of a function, are read."""

    def __init__(self, names: set[str]) -> None:
        self.names = names
        self.found: dict[str, list[cst.CSTNode]] = {}

    def look(self, node: cst.CSTNode, hidden: frozenset[str] = frozenset()) -> None:
        if isinstance(node, cst.Name):
            if node.value in self.names and node.value not in hidden:
                self.found.setdefault(node.value, []).append(node)
            return
        if isinstance(node, (cst.FunctionDef, cst.Lambda)):
            own = node.params
            bound = {p.name.value for p in _params(own)} & self.names
            hidden = hidden | bound
        for part in parts_of(node):
            if isinstance(node, cst.Attribute) and part is node.attr:
                continue
            if isinstance(node, cst.Arg) and part is node.keyword:
                continue
            if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and part is node.name:
                continue
            if isinstance(node, cst.Param) and part is node.name:
                continue
            self.look(part, hidden)


def _params(params: cst.Parameters) -> Iterator[cst.Param]:
    stars = (params.star_arg, params.star_kwarg)
    plain = (*params.posonly_params, *params.params, *params.kwonly_params)
    for each in (*plain, *stars):
        if isinstance(each, cst.Param):
            yield each


class Rewriter(LocalImports):
    """Puts holes in code: around what calls tasks, and calls that a kernel may make.

    The decorator of a plain task becomes a statement behind the function, which gives
    the task its settings where the decorator did. All else keeps its lines.
    """

    def __init__(self, found: Lowered) -> None:
        super().__init__()
        self.calls = found.calls
        self.plain = found.plain

    def rewritten(self, node: cst.CSTNode) -> str:
        """The text of a statement, with holes."""
        if not any(map(self.changes, walk(node))):
            return EMPTY.code_for_node(node)
        changed = node.visit(self)
        if isinstance(changed, cst.FlattenSentinel):
            return "".join(map(EMPTY.code_for_node, changed))
        assert isinstance(changed, cst.CSTNode)
        return EMPTY.code_for_node(changed)

    def changes(self, node: cst.CSTNode) -> bool:
        """Whether something of a node has to change."""
        return (
            node in self.calls
            or node in self.plain
            or (isinstance(node, (cst.Import, cst.ImportFrom)) and _is_prefect(node))
        )

    def leave_Call(
        self, original_node: cst.Call, updated_node: cst.Call
    ) -> cst.BaseExpression:
        draft = self.calls.get(original_node)
        if draft is None:
            return updated_node
        func = updated_node.func
        if isinstance(func, cst.Attribute) and _called_name(original_node) is not (
            original_node.func
        ):
            value = Marked(HoleKind.CALLED, draft.number, inner=func.value)
            called: cst.BaseExpression = func.with_changes(value=value)
        else:
            called = Marked(HoleKind.CALLED, draft.number, inner=func)
        call = updated_node.with_changes(func=called)
        if draft.mapped:
            args = [self.argument(draft, *pair) for pair in enumerate(call.args)]
            call = call.with_changes(args=args)
            return Marked(HoleKind.CALL, draft.number, inner=call)
        return call

    def argument(self, draft: Draft, place: int, arg: cst.Arg) -> cst.Arg:
        """An argument in a hole, labelled with the parameter that it is for."""
        places = self.places(draft)
        key = places[place] if place < len(places) else ""
        if arg.keyword is not None:
            key = arg.keyword.value
        value = Marked(HoleKind.ARGUMENT, draft.number, key, arg.value)
        return arg.with_changes(value=value)

    def places(self, draft: Draft) -> list[str]:
        """The parameters that a node's task takes by position."""
        definition = draft.task.definition if draft.task is not None else None
        known = definition.signature.arguments if definition is not None else ()
        return [each.name for each in known if not each.keyword_only]

    def leave_Assign(
        self, original_node: cst.Assign, updated_node: cst.Assign
    ) -> cst.BaseSmallStatement:
        draft = self.calls.get(original_node.value)
        if draft is None or not draft.mapped or len(original_node.targets) > 1:
            return updated_node
        if isinstance(updated_node.semicolon, cst.Semicolon):
            return updated_node
        return MarkedStatement(HoleKind.STATEMENT, draft.number, updated_node)

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.BaseStatement | cst.FlattenSentinel[cst.BaseStatement]:
        if original_node not in self.plain:
            return updated_node
        decorator, *others = updated_node.decorators
        between = updated_node.lines_after_decorators if others else ()
        function = updated_node.with_changes(
            decorators=others, lines_after_decorators=between
        )
        call = decorator.decorator
        if not isinstance(call, cst.Call) or not call.args:
            return function
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        first = cst.Arg(cst.Name(original_node.name.value), comma=comma)
        setting = call.with_changes(
            func=Marked(HoleKind.SETTINGS, 0), args=[first, *call.args]
        )
        line = cst.SimpleStatementLine([cst.Expr(setting)], leading_lines=_BLANK)
        return cst.FlattenSentinel([function, line])


_BLANK = (cst.EmptyLine(indent=False), cst.EmptyLine(indent=False))


def _is_prefect(node: cst.Import | cst.ImportFrom) -> bool:
    return bool(imported_paths(node)) or (
        isinstance(node, cst.ImportFrom) and is_prefect(module_of(node))
    )
