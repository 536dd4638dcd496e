"""Finds the Flow classes of packages whose source is not at hand.

`with X(...) as flow:` around calls of tasks is a flow, whatever X is. Where X comes from
a package that flowc can't read, it is taken for Prefect's Flow.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import libcst as cst

from .findings import Findings
from .flow_classes import is_flow_class, module_lines
from .names import (
    PACKAGES,
    Names,
    aliases_of,
    bound_name,
    dotted,
    is_known,
    is_package_flow,
    module_of,
)
from .syntax import assigned, bound_in, text_of
from .tasks import task_decorator
from .walking import look, walk

_CARRIED = "carried_modules"
_KNOWN = ("dask", "distributed", "flowc")


@dataclass(frozen=True)
class Elsewhere:
    """The Flow classes of a module whose definition is not in its text.

    `paths` are the names that are there for those of packages, each with a path as
    `Names` has them; `classes` the expressions for others, which only the script knows.
    """

    paths: Mapping[str, str] = field(default_factory=dict)
    classes: frozenset[str] = frozenset()


def flows_from_elsewhere(tree: cst.Module, names: Names) -> Elsewhere:
    """Find what opens blocks as only a Flow class can, and is no class of the text."""
    packages = _Packages(tree, names)
    if not packages.paths:
        return Elsewhere()
    blocks = _Blocks(packages)
    look(tree, blocks)
    roots = {root for origins in blocks.found.values() for root, _ in origins}
    paths = {r: packages.paths[r] for r in roots if packages.is_given_up(r)}
    others = roots - paths.keys()
    classes = {
        text
        for text, origins in blocks.found.items()
        if any(root in others for root, _ in origins)
    }
    return Elsewhere(paths, frozenset(classes))


def say_package_flows(
    paths: Mapping[str, str], tree: cst.Module, findings: Findings
) -> None:
    """Warn of the classes that are taken for Prefect's Flow, where they are used first
    or imported."""
    names = Names(paths)
    said: set[str] = set()
    imports = [node for node in module_lines(tree.body) if dict(_imported(node))]
    for root in sorted(paths):
        for node in _uses(tree, root):
            path = names.path(node) or ""
            if is_package_flow(path) and path not in said:
                said.add(path)
                own = (n for n in imports if (root, path) in _imported(n))
                _say(path.removeprefix(f"{PACKAGES}."), next(own, node), findings)


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
        self.values: dict[str, list[cst.BaseExpression]] = defaultdict(list)
        self.tasks: set[str] = set()
        # Names that something else than an import of a package gives a value.
        self.others: set[str] = set()
        for node in module_lines(tree.body):
            self.enter(node)

    def enter(self, node: cst.CSTNode) -> None:
        target, value = assigned(node)
        for name, path in _imported(node):
            if name not in self.names.paths and not is_known(_home(path), _KNOWN):
                self.paths[name] = path
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
    ) -> Iterator[tuple[str, str]]:
        """What of packages a class is or derives from: the root's name, and its path."""
        text = dotted(node)
        root, _, rest = text.partition(".")
        if not text or text in seen or is_flow_class(node, self.names):
            return
        if root in self.paths:
            yield root, f"{self.paths[root]}.{rest}".rstrip(".")
        for value in self.values.get(text, ()):
            yield from self.origins(value, seen | {text})

    def is_given_up(self, root: str) -> bool:
        """Whether the module uses a package's name for nothing but classes: what else
        it has needs the package itself."""
        if root in self.others:
            return False
        if not self.paths[root].rpartition(".")[2].islower():
            return True
        return all(
            not dotted(node).rpartition(".")[2].islower()
            for node in _uses(self.tree, root)
        )

    def makes_tasks(self, call: cst.CSTNode) -> bool:
        """Whether a call is one of a task of the module, or makes a Parameter."""
        if not isinstance(call, cst.Call):
            return False
        name = dotted(call.func)
        called = name.removesuffix(".map").removesuffix(".bind")
        return called in self.tasks or self.names.symbol(call.func) == "Parameter"


def _uses(tree: cst.CSTNode, root: str) -> Iterator[cst.BaseExpression]:
    """The uses of a name, each with all attributes behind it."""
    inner: set[cst.CSTNode] = set()
    for node in walk(tree):
        if isinstance(node, cst.Attribute):
            inner |= {node.value, node.attr}
        elif isinstance(node, (cst.Import, cst.ImportFrom)):
            inner |= set(walk(node))
        elif isinstance(node, cst.Arg) and node.keyword is not None:
            inner.add(node.keyword)
        if isinstance(node, (cst.Name, cst.Attribute)) and node not in inner:
            if dotted(node).partition(".")[0] == root:
                yield node


class _Blocks(cst.CSTVisitor):
    """Finds the blocks of a module that only a package's Flow class can open."""

    def __init__(self, packages: _Packages) -> None:
        self.packages = packages
        self.made: dict[str, cst.BaseExpression] = {}
        # What is taken for a Flow class: what it is, or derives from, by its text.
        self.found: dict[str, list[tuple[str, str]]] = {}

    def visit_Assign(self, node: cst.Assign) -> None:
        target, value = assigned(node)
        if target is not None and isinstance(value, cst.Call):
            self.made[target] = value.func

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

    def is_flow(self, block: cst.With, found: list[tuple[str, str]]) -> bool:
        """Whether a block is a flow's: by the name of its class, or by its calls."""
        inner = list(walk(block.body))
        others = (i.item for n in inner if isinstance(n, cst.With) for i in n.items)
        if any(
            maker is not None and is_flow_class(maker, self.packages.names)
            for maker in map(self.maker, others)
        ):
            return False
        named = any(_is_named_flow(path) for _, path in found)
        return named or any(map(self.packages.makes_tasks, inner))


def _likely(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of several base classes, those that are called a Flow; else all."""
    return [each for each in found if _is_named_flow(each[1])] or found


def _is_named_flow(path: str) -> bool:
    return path.lower().endswith("flow")
