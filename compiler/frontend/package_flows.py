"""Finds the Flow classes of packages whose source is not at hand.

`with X(...) as flow:` around calls of tasks is a flow, whatever X is. Where X comes from
a package that flowc can't read, it is taken for Prefect's Flow.
"""

from collections import defaultdict
from collections.abc import Iterator

import libcst as cst

from .findings import Findings
from .flow_classes import is_flow_class, module_lines
from .names import PACKAGES, Names, aliases_of, bound_name, dotted, is_known, module_of
from .syntax import assigned
from .tasks import task_decorator
from .walking import look, walk

_KNOWN = ("dask", "distributed", "flowc")


def package_flows_of(tree: cst.Module, names: Names) -> dict[str, str]:
    """The names of a module that lead to Flow classes of packages, or to modules that
    are used for nothing else: each with a path as `Names` has them."""
    packages = _Packages(tree, names)
    blocks = _Blocks(packages)
    if packages.paths:
        look(tree, blocks)
    found = {root: packages.paths[root] for root in blocks.roots}
    return {root: path for root, path in found.items() if packages.is_given_up(root)}


def say_package_flows(
    paths: dict[str, str], tree: cst.Module, findings: Findings
) -> None:
    """Warn of the Flow classes that are taken for Prefect's, where they are imported."""
    for node in module_lines(tree.body):
        for name, path in _imported(node):
            if paths.get(name) == path:
                what = path.removeprefix(f"{PACKAGES}.")
                message = f"{what} is taken for Prefect's Flow: its source is not here"
                help = (
                    "its own methods and defaults are not in the script; where its "
                    "source lies, compile with --source-root DIR"
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
        for node in module_lines(tree.body):
            self.enter(node)

    def enter(self, node: cst.CSTNode) -> None:
        target, value = assigned(node)
        for name, path in _imported(node):
            if name not in self.names.paths and not is_known(_home(path), _KNOWN):
                self.paths[name] = path
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
        if not self.paths[root].rpartition(".")[2].islower():
            return True
        return all(
            not dotted(node).rpartition(".")[2].islower()
            for node in _longest(self.tree, root)
        )

    def makes_tasks(self, call: cst.CSTNode) -> bool:
        """Whether a call is one of a task of the module, or makes a Parameter."""
        if not isinstance(call, cst.Call):
            return False
        name = dotted(call.func)
        called = name.removesuffix(".map").removesuffix(".bind")
        return called in self.tasks or self.names.symbol(call.func) == "Parameter"


def _longest(tree: cst.CSTNode, root: str) -> Iterator[cst.BaseExpression]:
    """The uses of a name, each with all attributes behind it."""
    inner: set[cst.CSTNode] = set()
    for node in walk(tree):
        if isinstance(node, cst.Attribute):
            inner |= {node.value, node.attr}
        if isinstance(node, (cst.ImportAlias, cst.Arg)):
            inner |= {*walk(node)} if isinstance(node, cst.ImportAlias) else set()
        if isinstance(node, (cst.Name, cst.Attribute)) and node not in inner:
            if dotted(node).partition(".")[0] == root:
                yield node


class _Blocks(cst.CSTVisitor):
    """Finds the blocks of a module that only a package's Flow class can open."""

    def __init__(self, packages: _Packages) -> None:
        self.packages = packages
        self.made: dict[str, cst.BaseExpression] = {}
        self.roots: set[str] = set()

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
                self.roots |= {root for root, _ in found}
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
