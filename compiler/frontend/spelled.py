"""Which texts an expression may be, as far as a file tells: names of flows for one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

import libcst as cst

from .constants import Constants
from .module import Module
from .syntax import literal, target_names, text_of
from .walking import look

# A text by its known pieces: between each two of them there may be anything.
Pieces = tuple[str, ...]
UNKNOWN: Pieces = ("", "")
Function = cst.FunctionDef | None
Value = tuple[cst.BaseExpression, Function]

# Calls that give back, or hold, what they are given.
_HOLDING = frozenset(
    {"str", "list", "tuple", "set", "sorted", "reversed", "dict", "zip", "enumerate"}
)
_UNFOLDING = frozenset({"values", "keys", "items", "copy", "get", "pop"})
_ANNOTATIONS = frozenset({"unmapped", "mapped", "flatten"})
_ROWS = (cst.Tuple, cst.List)
_LIMIT = 500


def matches(pieces: Pieces, text: str) -> bool:
    """Whether a text can be what the pieces say."""
    return re.fullmatch(".*".join(map(re.escape, pieces)), text, re.S) is not None


def joined(left: Pieces, right: Pieces) -> Pieces:
    return (*left[:-1], left[-1] + right[0], *right[1:])


@dataclass
class Spelling:
    """Looks up what expressions of a file may be; `why` says what can't be told, and
    `named` are the variables whose `name` is asked for."""

    module: Module

    def __post_init__(self) -> None:
        self.values: dict[str, list[Value]] = {}
        self.calls: dict[str, list[tuple[cst.Call, Function]]] = {}
        self.functions: dict[str, cst.FunctionDef] = {}
        self.classes: dict[str, cst.ClassDef] = {}
        self.seen: set[int] = set()
        self.why: list[str] = []
        self.named: set[str] = set()
        for statement in self.module.statements:
            look(statement, _Values(self))

    def of(self, node: cst.BaseExpression, function: Function = None) -> set[Pieces]:
        """The texts that an expression may be, also one by one in a collection."""
        if id(node) in self.seen:
            return set()
        self.seen.add(id(node))
        try:
            found = set(self.spelled(node, function))
        finally:
            self.seen.discard(id(node))
        return found if len(found) <= _LIMIT else {self.unknown(node, "too long")}

    def unknown(self, node: cst.CSTNode, why: str) -> Pieces:
        self.why.append(f"`{text_of(node)}` {why}")
        return UNKNOWN

    def all_of(self, nodes: Iterable[cst.BaseExpression], at: Function) -> set[Pieces]:
        return {pieces for node in nodes for pieces in self.of(node, at)}

    def spelled(self, node: cst.BaseExpression, at: Function) -> Iterable[Pieces]:
        if isinstance(node, Constants):
            return [(text,) for text in node.strings()]
        value = literal(node)
        if isinstance(value, str):
            return [(value,)]
        if value is None or isinstance(value, (int, float)):
            return []
        if isinstance(node, cst.Name):
            return self.of_name(node, at)
        if isinstance(node, cst.Attribute):
            return self.of_attribute(node, at)
        if isinstance(node, cst.Call):
            return self.of_call(node, at)
        if isinstance(node, cst.Subscript):
            return self.of(node.value, at)
        if isinstance(node, cst.FormattedString):
            return self.of_parts(node, at)
        if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
            return self.both(self.of(node.left, at), self.of(node.right, at))
        inside = list(_alternatives(node))
        if not inside and not isinstance(node, (cst.List, cst.Tuple, cst.Dict)):
            return [self.unknown(node, "is computed")]
        return self.all_of(inside, at)

    def both(self, left: set[Pieces], right: set[Pieces]) -> set[Pieces]:
        return {joined(one, other) for one in left for other in right}

    def of_parts(self, node: cst.FormattedString, at: Function) -> set[Pieces]:
        """What an f-string may be."""
        parts: list[set[Pieces]] = [
            (
                {(part.value,)}
                if isinstance(part, cst.FormattedStringText)
                else self.of(part.expression, at) or {UNKNOWN}
            )
            for part in node.parts
            if isinstance(
                part, (cst.FormattedStringText, cst.FormattedStringExpression)
            )
        ]
        return reduce(self.both, parts, {("",)})

    def of_name(self, node: cst.Name, at: Function) -> Iterable[Pieces]:
        name = node.value
        if at is not None and name in _parameters(at):
            return self.of_argument(node, at)
        if name not in self.values:
            return [self.unknown(node, "comes from elsewhere")]
        return {p for value, inner in self.values[name] for p in self.of(value, inner)}

    def of_argument(self, node: cst.Name, function: cst.FunctionDef) -> set[Pieces]:
        """What the calls of a function give one of its parameters, or its default."""
        name, home = node.value, function.name.value
        place = list(_parameters(function)).index(name)
        given = [v for v in (_parameters(function)[name],) if v is not None]
        found = self.all_of(given, None)
        for call, at in self.calls.get(home, ()):
            for number, arg in enumerate(call.args):
                if (arg.keyword.value == name) if arg.keyword else number == place:
                    found |= self.of(arg.value, at)
        if not found:
            return {self.unknown(node, f"is what {home}() is given")}
        return found

    def of_attribute(self, node: cst.Attribute, at: Function) -> Iterable[Pieces]:
        """`child.name`, a constant of a class, the value of an Enum's member."""
        home, attribute = node.value, node.attr.value
        if isinstance(home, cst.Name) and home.value in self.classes:
            for name, value in _assignments(self.classes[home.value]):
                if name == attribute:
                    return self.of(value, at)
        if attribute == "value" and isinstance(home, (cst.Attribute, cst.Subscript)):
            return self.of(home, at)
        if attribute == "name" and isinstance(home, cst.Name):
            self.named.add(home.value)
            return []
        return [self.unknown(node, "comes from elsewhere")]

    def of_call(self, node: cst.Call, at: Function) -> Iterable[Pieces]:
        names, given = self.module.inner_names, [arg.value for arg in node.args]
        path = names.path(node.func) or ""
        last = text_of(node.func).rpartition(".")[2]
        if names.symbol(node.func) == "Parameter":
            return self.of_parameter(node, at)
        if path.rpartition(".")[2] in _ANNOTATIONS or last in _HOLDING:
            return self.all_of(given, at)
        if isinstance(node.func, cst.Attribute) and last in _UNFOLDING:
            return self.of(node.func.value, at)
        if isinstance(node.func, cst.Attribute) and last == "format":
            found = self.of(node.func.value, at)
            return {tuple(re.split(r"\{[^{}]*\}", p[0])) for p in found}
        home = self.functions.get(text_of(node.func).partition(".")[0])
        if home is not None and last in (home.name.value, "run", "map"):
            finder = _Returned()
            look(home.body, finder)
            return self.all_of(finder.found, home)
        return [self.unknown(node, "is computed")]

    def of_parameter(self, node: cst.Call, at: Function) -> Iterable[Pieces]:
        for place, arg in enumerate(node.args):
            if (arg.keyword.value == "default") if arg.keyword else place == 1:
                return self.of(arg.value, at)
        return [self.unknown(node, "has no default")]


def _alternatives(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The parts of which an expression is one, or a collection."""
    if isinstance(node, cst.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, cst.BooleanOperation):
        yield from (node.left, node.right)
    elif isinstance(node, (cst.List, cst.Tuple, cst.Set)):
        yield from (element.value for element in node.elements)
    elif isinstance(node, cst.Dict):
        for element in node.elements:
            yield from [element.key] if isinstance(element, cst.DictElement) else []
            yield element.value
    elif isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
        yield node.elt
    elif isinstance(node, cst.DictComp):
        yield from (node.key, node.value)
    elif isinstance(node, cst.NamedExpr):
        yield node.value


def _parameters(
    function: cst.FunctionDef,
) -> dict[str, cst.BaseExpression | None]:
    """The parameters of a function, each with its default."""
    params = function.params
    every = (*params.posonly_params, *params.params, *params.kwonly_params)
    return {each.name.value: each.default for each in every}


def _assignments(node: cst.ClassDef) -> Iterator[tuple[str, cst.BaseExpression]]:
    finder = _Assignments()
    look(node.body, finder)
    return iter(finder.found)


class _Assignments(cst.CSTVisitor):
    """Collects what plain assignments give names."""

    def __init__(self) -> None:
        self.found: list[tuple[str, cst.BaseExpression]] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return False

    def visit_Assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            names = target_names(target.target)
            self.found += [(name, node.value) for name in names]

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        if node.value is not None:
            self.found += [(name, node.value) for name in target_names(node.target)]


class _Returned(cst.CSTVisitor):
    def __init__(self) -> None:
        self.found: list[cst.BaseExpression] = []

    def visit_Return(self, node: cst.Return) -> None:
        self.found += [node.value] if node.value is not None else []


class InFunctions(cst.CSTVisitor):
    """Knows which function of module level, or method, the code it sees stands in."""

    def __init__(self) -> None:
        self.stack: list[cst.FunctionDef] = []

    @property
    def function(self) -> Function:
        return self.stack[-1] if self.stack else None

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self.stack.append(node)

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self.stack.pop()


class _Values(InFunctions):
    """Fills in what a file gives its names, in whatever scope, and whom it calls."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__()
        self.spelling = spelling

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        super().visit_FunctionDef(node)
        self.spelling.functions.setdefault(node.name.value, node)

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self.spelling.classes.setdefault(node.name.value, node)

    def give(self, target: cst.CSTNode, value: cst.BaseExpression | None) -> None:
        if value is None:
            return
        pairs = [(target, value)]
        if isinstance(target, _ROWS) and isinstance(value, _ROWS):
            both = zip(target.elements, value.elements, strict=False)
            pairs = [(one.value, other.value) for one, other in both]
        for part, given in pairs:
            for name in target_names(part):
                found = self.spelling.values.setdefault(name, [])
                found.append((given, self.function))

    def visit_Assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            self.give(target.target, node.value)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self.give(node.target, node.value)

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self.give(node.target, node.value)

    def visit_For(self, node: cst.For) -> None:
        self.give(node.target, node.iter)

    def visit_CompFor(self, node: cst.CompFor) -> None:
        self.give(node.target, node.iter)

    def visit_Call(self, node: cst.Call) -> None:
        name = text_of(node.func)
        for end in (".map", ".run"):
            name = name.removesuffix(end)
        self.spelling.calls.setdefault(name, []).append((node, self.function))
