"""Follows definitions and imports: functions, classes, modules that are carried."""

from collections.abc import Iterable, Iterator

import libcst as cst

from ..frontend.constants import parse_module
from ..frontend.decorators import ORIGINALLY, called_in
from ..frontend.findings import Findings
from ..frontend.module import Module, TaskDef
from ..frontend.names import RUNTIME, aliases_of, bound_name, is_known, module_of
from ..frontend.syntax import literal
from ..frontend.tasks import read_task
from ..frontend.walking import parts_of, walk
from .calls import Calls
from .functions import Given
from .nodes import Draft
from .values import (
    BUILD_TIME,
    UNKNOWN,
    Apart,
    Class,
    Context,
    FlowClass,
    Function,
    Group,
    Path,
    Scope,
    TaskClass,
    TaskMaker,
    TaskObject,
    Value,
    joined,
    only,
)

# What is in these may run any number of times.
_REPEATING = (
    *(cst.FunctionDef, cst.Lambda, cst.For, cst.While),
    *(cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp),
)


class Definitions(Calls):
    """Evaluates definitions.

    `waiting` are the functions that nothing may have called.
    """

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.waiting: list[Function] = []
        self.module_scope = self.scope
        # The module carried whole that is being followed, and what it may import.
        self.apart: tuple[str, dict[str, Value]] = ("", {})
        self.around = dict(_around(module.statements, ()))

    def inside_of(self, draft: Draft) -> frozenset[cst.CSTNode]:
        """The functions and loops that a node's place lies in."""
        return frozenset(self.around.get(draft.site, ()))

    def on_FunctionDef(self, node: cst.FunctionDef) -> None:
        made = [self.value(each.decorator) for each in node.decorators]
        for part in walk(node.params):
            if isinstance(part, cst.Param):
                self.value(part.default)
        first = made[0] if made else BUILD_TIME
        name = node.name.value
        if self.is_maker(first):
            self.scope.give(name, only(TaskObject(node, name, self.definition(node))))
            return
        value = only(Function(node, self.scope))
        for each, decorator in zip(
            reversed(made), reversed(node.decorators), strict=True
        ):
            value = self.decorated(value, each, decorator)
        tasks = any(isinstance(thing, TaskObject) for thing in value.may)
        if not tasks:
            self.waiting.append(Function(node, self.scope))
        self.scope.give(name, only(TaskObject(node, name)) if tasks else value)

    def decorated(self, value: Value, made: Value, decorator: cst.Decorator) -> Value:
        """What a decorator makes of a function, or of what another has made of it."""
        if self.is_maker(made):
            return only(TaskObject(decorator, "task"))
        given = Given([(value, decorator.decorator)])
        own = [thing for thing in made.of(Function) if isinstance(thing, Function)]
        found = joined(self.follow(thing, given) for thing in own)
        if made.unknown:
            found |= UNKNOWN
        return found if found.may else Value(value.may, value.unknown or found.unknown)

    def is_maker(self, value: Value) -> bool:
        """Whether a decorator makes tasks."""
        return any(
            isinstance(thing, TaskMaker) or self.symbol(thing) == "as_task"
            for thing in value.may
        )

    def keeps(self, decorator: cst.Decorator) -> bool:
        """Whether a decorator leaves a function the function that it is."""
        called = called_in(decorator.decorator)
        return self.source.inner_names.path(called) == ORIGINALLY

    def is_own(self, definition: TaskDef) -> bool:
        """Whether a task is of the program's text, not of a module carried whole."""
        around = self.around.get(definition.definition, ())
        return not any(isinstance(each, cst.Module) for each in around)

    def definition(self, node: cst.FunctionDef) -> TaskDef:
        """A task's definition, wherever it stands."""
        if node not in self.read:
            silent = Findings(self.source.spans)
            names = self.source.inner_names
            self.read[node] = read_task(node, node.decorators[0], names, {}, silent)
        return self.read[node]

    def on_ClassDef(self, node: cst.ClassDef) -> None:
        bases = [self.value(base.value) for base in node.bases]
        made = [self.value(each.decorator) for each in node.decorators]
        outer, self.scope = self.scope, Scope(self.scope, "class")
        places = len(self.waiting)
        self.statements(node.body.body)
        for name, value in self.scope.names.items():
            self.attributes[node, name] = value
        inner, self.scope = self.scope, outer
        kind = self.class_of(node, joined(bases), joined(made))
        if isinstance(next(iter(kind.may)), TaskClass):
            run = inner.names.get("run", BUILD_TIME)
            bodies = {f.node for f in run.of(Function) if isinstance(f, Function)}
            self.waiting[places:] = [
                f for f in self.waiting[places:] if f.node not in bodies
            ]
        self.scope.give(node.name.value, kind)

    def class_of(self, node: cst.ClassDef, bases: Value, made: Value) -> Value:
        """What a class is: one of tasks, of flows, of resources, or of anything."""
        for thing in bases.may:
            if isinstance(thing, TaskClass):
                return only(TaskClass(node.name.value, node))
            if isinstance(thing, FlowClass):
                return only(FlowClass())
        if any(self.symbol(thing) == "resource_manager_of" for thing in made.may):
            return only(Path(f"resource:{node.name.value}"))
        return only(Class(node))

    def path_call(self, node: cst.Call, thing: Path, given: Given) -> Value:
        if thing.path == f"{RUNTIME}.carried_modules":
            return self.carried_modules(node, given)
        if thing.path.startswith("resource:"):
            return only(Context("resource", node, BUILD_TIME))
        return super().path_call(node, thing, given)

    def carried_modules(self, node: cst.Call, given: Given) -> Value:
        """The modules that the script carries whole: what their text defines."""
        rows = [arg.value for arg in node.args[1:] if isinstance(arg.value, cst.Tuple)]
        known: dict[str, Value] = {}
        for thing in given.places[0][0].of(Group):
            assert isinstance(thing, Group)
            keyed = zip(thing.keys, thing.items, strict=True)
            known.update({str(key): item for key, item in keyed})
        texts: dict[str, tuple[str, str]] = {}
        for row in rows:
            name, _, package, text = (literal(each.value) for each in row.elements)
            place = f"{name}.__init__" if package else str(name)
            texts[str(name)] = (place, str(text))
        scopes = {name: Scope() for name in texts}
        known.update({name: only(Apart(scope)) for name, scope in scopes.items()})
        words = {key.rpartition(".")[2] for key, value in known.items() if value.may}
        for name, (place, text) in texts.items():
            if "prefect" in text or any(word in text for word in words):
                self.follow_apart(place, text, scopes[name], known)
        modules = tuple(only(Apart(scope)) for scope in scopes.values())
        return only(Group("tuple", modules))

    def follow_apart(
        self, name: str, text: str, scope: Scope, known: dict[str, Value]
    ) -> None:
        """Follow the statements of a module that is carried whole."""
        tree = parse_module(text)
        outer = self.scope, self.apart
        self.scope, self.apart = scope, (name, known)
        self.around.update(_around(tree.body, (tree,)))
        self.statements(tree.body)
        self.scope, self.apart = outer

    def on_Import(self, node: cst.Import) -> None:
        for alias in node.names:
            path = alias.evaluated_name
            top = path if alias.asname is not None else path.partition(".")[0]
            self.scope.give(bound_name(alias), only(Path(top)))

    def on_ImportFrom(self, node: cst.ImportFrom) -> None:
        name, known = self.apart
        home = absolute(module_of(node), name)
        for alias in aliases_of(node):
            path = f"{home}.{alias.evaluated_name}"
            if self.scope is self.module_scope:
                # A class of flows of a package has a path of its own there.
                path = self.source.names.paths.get(bound_name(alias), path)
            value = only(self.leading_to(path, alias))
            if path in known:
                self.scope.give(bound_name(alias), known[path])
                continue
            for module in known.get(home, BUILD_TIME).of(Apart):
                value = self.member(module, alias.evaluated_name, alias)
            if not is_known(home) and not any(value.of(FlowClass)):
                value |= UNKNOWN
            self.scope.give(bound_name(alias), value)


def _around(
    nodes: Iterable[cst.CSTNode], around: tuple[cst.CSTNode, ...]
) -> Iterator[tuple[cst.CSTNode, tuple[cst.CSTNode, ...]]]:
    """Each node with the functions and loops that it lies in."""
    for node in nodes:
        if around:
            yield node, around
        inner = (*around, node) if isinstance(node, _REPEATING) else around
        yield from _around(parts_of(node), inner)


def absolute(home: str, name: str) -> str:
    """The module that an import names, which stands in the module `name`."""
    dots = len(home) - len(home.lstrip("."))
    if not dots or not name:
        return home
    package = name.split(".")[:-dots]
    return ".".join([*package, *filter(None, [home.lstrip(".")])])
