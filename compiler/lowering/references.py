"""Follows names and attributes: what they lead to."""

import builtins

import libcst as cst

from ..frontend.module import Module
from ..frontend.stand_ins import Kind, stand_in
from .nodes import Nodes
from .values import (
    BUILD_TIME,
    Apart,
    Class,
    FlowClass,
    Function,
    Instance,
    Member,
    Path,
    Result,
    Scope,
    TaskClass,
    TaskObject,
    Thing,
    Value,
    only,
)

_FUNCTION_TASKS = frozenset(
    {"create_flow_run", "wait_for_flow_run", "get_task_run_result"}
)
_BUILTINS = frozenset(dir(builtins))


class References(Nodes):
    """Evaluates names and attributes in a scope.

    `attributes` are those of the file's classes and of their objects.
    """

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.scope = Scope()
        self.attributes: dict[tuple[cst.ClassDef, str], Value] = {}

    def name(self, node: cst.Name) -> Value:
        found = self.scope.get(node.value)
        if found is None:
            known = node.value in _BUILTINS
            return only(Path(f"builtins.{node.value}")) if known else BUILD_TIME
        for thing in found.of(Result):
            assert isinstance(thing, Result)
            self.reads.setdefault(thing.node, set()).add(node)
        return found

    def attribute(self, node: cst.Attribute) -> Value:
        owner = self.value(node.value)
        found = Value(unknown=owner.unknown)
        for thing in owner.may:
            found |= self.member(thing, node.attr.value, node)
        return found

    def member(self, thing: Thing, name: str, site: cst.CSTNode) -> Value:
        """What an attribute of a thing may be."""
        if isinstance(thing, Path):
            return only(self.leading_to(f"{thing.path}.{name}", site))
        if isinstance(thing, Apart):
            return thing.scope.names.get(name, BUILD_TIME)
        if isinstance(thing, (Class, Instance)):
            kind = thing.node if isinstance(thing, Class) else thing.kind
            found = self.attribute_of(kind, name)
            bound = isinstance(thing, Instance)
            if bound and any(isinstance(each, Function) for each in found.may):
                return only(Member(thing, name))
            return found
        return only(Member(thing, name))

    def attribute_of(self, kind: cst.ClassDef, name: str) -> Value:
        """What an attribute of a class, or of its objects, may be; its bases follow."""
        found = self.attributes.get((kind, name))
        if found is not None:
            return found
        for base in kind.bases:
            for thing in self.value(base.value).of(Class):
                assert isinstance(thing, Class)
                if thing.node is not kind:
                    found = self.attribute_of(thing.node, name)
                    if found.may:
                        return found
        return BUILD_TIME

    def leading_to(self, path: str, site: cst.CSTNode) -> Thing:
        """What a path leads to, where it is named at `site`."""
        symbol = self.symbol(Path(path))
        name = path.rpartition(".")[2]
        if symbol in ("Flow", "PackageFlow"):
            return FlowClass()
        if is_task_class(symbol, path):
            return TaskClass(name)
        return TaskObject(site, name) if is_function_task(symbol, path) else Path(path)

    def symbol(self, thing: Thing) -> str:
        """The runtime's name for what a path into prefect leads to, else ""."""
        if not isinstance(thing, Path) or not thing.path.startswith(
            ("prefect.", "flowc.packages.")
        ):
            return ""
        found = stand_in(thing.path)
        if found is None or found.path != thing.path:
            return ""
        return found.symbol if found.kind in (Kind.KNOWN, Kind.LIBRARY) else ""

    def value(self, node: cst.BaseExpression | None) -> Value:
        """Return what an expression may be."""
        raise NotImplementedError


def is_task_class(symbol: str, path: str) -> bool:
    """Whether something of Prefect's is a class whose objects are tasks."""
    name = path.rpartition(".")[2]
    if symbol == "Task":
        return True
    return path.startswith("prefect.tasks.") and name[:1].isupper()


def is_function_task(symbol: str, path: str) -> bool:
    """Whether something of Prefect's library is a task that was made of a function."""
    if symbol in _FUNCTION_TASKS:
        return True
    return symbol == "library_task" and path.rpartition(".")[2][:1].islower()
