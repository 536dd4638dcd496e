"""Finds the Flow classes of packages whose source is not at hand.

`with X(...) as flow:` around calls of tasks is a flow, whatever X is. Where X comes
from a package that flowc can't read, it is taken for Prefect's Flow.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

import libcst as cst

from .findings import Findings
from .flow_classes import is_flow_class, module_lines, replaced
from .names import (
    PACKAGES,
    Names,
    aliases_of,
    bound_name,
    dotted,
    is_known,
    module_of,
)
from .syntax import assigned, bound_in, names_in, text_of
from .tasks import task_decorator
from .walking import look, walk

_CARRIED = "carried_modules"
_KNOWN = ("dask", "distributed", "flowc")
# Methods that only a Flow has, by which it gets its tasks without a block.
_BUILDING = frozenset({"add_task", "add_edge", "chain", "set_dependencies"})


@dataclass(frozen=True)
class Origin:
    """What of a package a class is, or derives from.

    `name` is the variable that leads there, `text` the whole expression and `path` what
    that is, as `Names` has it.
    """

    name: str
    text: str
    path: str

    @property
    def is_named_flow(self) -> bool:
        return self.path.lower().endswith("flow")


@dataclass(frozen=True)
class Elsewhere:
    """The Flow classes of a module whose definition is not in its text.

    `paths` are the names of those of packages, each with a path as `Names` has them,
    and `unused` those of their modules that nothing else is used of; `classes` are the
    expressions for others, which only the script knows. `instead` are names that stand
    for Prefect's own Flow where the package is absent.
    """

    paths: Mapping[str, str] = field(default_factory=dict)
    unused: Mapping[str, str] = field(default_factory=dict)
    classes: frozenset[str] = frozenset()
    instead: Mapping[str, str] = field(default_factory=dict)


def with_flows_from_elsewhere(
    tree: cst.Module, names: Names
) -> tuple[cst.Module, Elsewhere]:
    """Find what opens blocks as only a Flow class can, and is no class of the text; in
    the module such classes of packages have plain names."""
    packages = _Packages(tree, names)
    if not packages.paths:
        return tree, Elsewhere(instead=packages.instead)
    blocks = _Blocks(packages)
    look(tree, blocks)
    classes: set[str] = set()
    paths: dict[str, str] = {}
    changes: dict[cst.CSTNode, cst.CSTNode] = {}
    for text, origins in blocks.found.items():
        for origin in origins:
            if origin.name in packages.others:
                classes.add(text)
                continue
            name = _plain_name(origin.text, names_in(tree))
            paths[name] = origin.path
            if name != origin.text:
                uses = _uses(tree, origin.name)
                same = (node for node in uses if dotted(node) == origin.text)
                changes.update((node, cst.Name(name)) for node in same)
    tree = replaced(tree, changes)
    left = {o.name for origins in blocks.found.values() for o in origins} - paths.keys()
    unused = {n: packages.paths[n] for n in left if not any(_uses(tree, n))}
    return tree, Elsewhere(paths, unused, frozenset(classes), packages.instead)


def _plain_name(text: str, taken: Container[str]) -> str:
    """A name for what is spelt with dots; others keep theirs."""
    if "." not in text:
        return text
    name = text.replace(".", "_")
    return name if name not in taken else f"{name}_"


def say_package_flows(
    paths: Mapping[str, str], tree: cst.Module, findings: Findings
) -> None:
    """Warn of the classes that are taken for Prefect's Flow, where they are imported,
    or used first."""
    imports = [node for node in module_lines(tree.body) if dict(_imported(node))]
    for name, path in sorted(paths.items()):
        own = [node for node in imports if (name, path) in _imported(node)]
        node = own[0] if own else next(_uses(tree, name), tree)
        _say(path.removeprefix(f"{PACKAGES}."), node, findings)


def _say(what: str, node: cst.CSTNode, findings: Findings) -> None:
    message = f"{what} is taken for Prefect's Flow: its source is not here"
    help = (
        "its own methods and defaults are not in the script; where its source lies, "
        "compile with --source-root DIR"
    )
    findings.say("FLC014", message, node, help=help)


def _imported(node: cst.CSTNode) -> Iterator[tuple[str, str]]:
    """The names that an import of a package binds, with the path of each."""
    if isinstance(node, cst.ImportFrom):
        home = module_of(node)
        for alias in aliases_of(node):
            yield bound_name(alias), f"{PACKAGES}.{home}.{alias.evaluated_name}"
    elif isinstance(node, cst.Import):
        for alias in node.names:
            whole = alias.evaluated_name if alias.asname else bound_name(alias)
            yield bound_name(alias), f"{PACKAGES}.{whole}"


def _home(path: str) -> str:
    return path.removeprefix(f"{PACKAGES}.").partition(".")[0]


class _Packages:
    """What a module imports from packages, and what it makes of that."""

    def __init__(self, tree: cst.Module, names: Names) -> None:
        self.tree = tree
        self.names = names
        self.paths: dict[str, str] = {}
        self.instead: dict[str, str] = {}
        self.values: dict[str, list[cst.BaseExpression]] = defaultdict(list)
        self.tasks: set[str] = set()
        # Names that something else than an import of a package gives a value.
        self.others: set[str] = set()
        for node in module_lines(tree.body):
            self.enter(node)

    def enter(self, node: cst.CSTNode) -> None:
        target, value = assigned(node)
        for name, path in _imported(node):
            if is_known(_home(path), _KNOWN):
                continue
            if name not in self.names.paths:
                self.paths[name] = path
            elif is_flow_class(cst.Name(name), self.names):
                self.instead[name] = path
        if isinstance(node, (cst.Assign, cst.ClassDef, cst.FunctionDef)):
            self.others.update(bound_in(node))
        if isinstance(node, cst.Assign) and _CARRIED in text_of(node.value):
            own = {name: f"{PACKAGES}.{name}" for name in bound_in(node)}
            self.paths.update(own)  # modules of the project that stay modules
        if isinstance(node, cst.ClassDef):
            self.values[node.name.value] += [arg.value for arg in node.bases]
        elif isinstance(node, cst.FunctionDef) and task_decorator(node, self.names):
            self.tasks.add(node.name.value)
        elif target is not None and value is not None and dotted(value):
            self.values[target].append(value)

    def origins(
        self, node: cst.BaseExpression, seen: frozenset[str] = frozenset()
    ) -> Iterator[Origin]:
        """What of packages a class is or derives from."""
        text = dotted(node)
        root, _, rest = text.partition(".")
        if not text or text in seen or is_flow_class(node, self.names):
            return
        if root in self.paths:
            path = f"{self.paths[root]}.{rest}".rstrip(".")
            yield Origin(root, text, path)
        for value in self.values.get(text, ()):
            yield from self.origins(value, seen | {text})

    def makes_tasks(self, call: cst.CSTNode) -> bool:
        """Whether a call is one of a task of the module, or makes a Parameter."""
        if not isinstance(call, cst.Call):
            return False
        name = dotted(call.func)
        called = name.removesuffix(".map").removesuffix(".bind")
        return called in self.tasks or self.names.symbol(call.func) == "Parameter"


def _uses(tree: cst.CSTNode, root: str) -> Iterator[cst.Name | cst.Attribute]:
    """The uses of a name, each with all attributes behind it."""
    inner: set[cst.CSTNode] = set()
    for node in walk(tree):
        if isinstance(node, cst.Attribute):
            inner |= {node.value, node.attr}
        elif isinstance(node, (cst.Import, cst.ImportFrom)):
            inner |= set(walk(node))
        elif isinstance(node, cst.Arg) and node.keyword is not None:
            inner.add(node.keyword)
        if not isinstance(node, (cst.Name, cst.Attribute)) or node in inner:
            continue
        if dotted(node).partition(".")[0] == root:
            yield node


class _Blocks(cst.CSTVisitor):
    """Finds the blocks of a module that only a package's Flow class can open."""

    def __init__(self, packages: _Packages) -> None:
        self.packages = packages
        self.made: dict[str, cst.BaseExpression] = {}
        # What is taken for a Flow class: what it is, or derives from, by its text.
        self.found: dict[str, list[Origin]] = {}

    def visit_Assign(self, node: cst.Assign) -> None:
        target, value = assigned(node)
        if target is not None and isinstance(value, cst.Call):
            self.made[target] = value.func

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return task_decorator(node, self.packages.names) is None  # builds no flow

    def visit_Call(self, node: cst.Call) -> None:
        flow, _, method = dotted(node.func).rpartition(".")
        if method in _BUILDING and flow in self.made:
            maker = self.made[flow]
            found = [o for o in self.packages.origins(maker) if o.is_named_flow]
            if found:
                self.found[text_of(maker)] = found

    def visit_With(self, node: cst.With) -> bool:
        makers = [self.maker(item.item) for item in node.items]
        if any(is_flow_class(each, self.packages.names) for each in makers if each):
            return False
        for maker in filter(None, makers):
            found = _likely(list(self.packages.origins(maker)))
            if found and self.is_flow(node, found):
                self.found[text_of(maker)] = found
                return False
        return True

    def maker(self, node: cst.BaseExpression) -> cst.BaseExpression | None:
        """The class of what a block opens, as far as the text says it."""
        if isinstance(node, cst.Call):
            return node.func
        return self.made.get(node.value) if isinstance(node, cst.Name) else None

    def is_flow(self, block: cst.With, found: list[Origin]) -> bool:
        """Whether a block is a flow's: by the name of its class, or by its calls."""
        inner = list(walk(block.body))
        others = (i.item for n in inner if isinstance(n, cst.With) for i in n.items)
        if any(
            maker is not None and is_flow_class(maker, self.packages.names)
            for maker in map(self.maker, others)
        ):
            return False
        named = any(origin.is_named_flow for origin in found)
        return named or any(map(self.packages.makes_tasks, inner))


def _likely(found: list[Origin]) -> list[Origin]:
    """Of several base classes, those that are called a Flow; else all."""
    return [origin for origin in found if origin.is_named_flow] or found
