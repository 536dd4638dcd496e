"""Which packages a script needs besides Dask, from the imports in what it carries."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from textwrap import dedent

from ..checking import parsed
from ..ir.holes import without_holes
from .plan import Plan

# What one Python that runs scripts has in its library and another has not.
_MOVED = """
_bootlocale aifc annotationlib asynchat asyncore audioop binhex cgi cgitb chunk
compression crypt distutils formatter imghdr imp lib2to3 macpath mailcap msilib nis
nntplib ossaudiodev parser pipes smtpd sndhdr spwd sunau symbol telnetlib tomllib uu
xdrlib
"""
_DASK = frozenset({"dask", "distributed", "prefect", "__main__"})
_AT_HAND = _DASK.union(sys.stdlib_module_names, _MOVED.split())

# Names that packages of several distributions share.
_SHARED = """
azure azure.ai azure.data azure.keyvault azure.mgmt azure.monitor azure.storage
backports google google.ads google.ai google.cloud jaraco ruamel sphinxcontrib zope
"""
_NAMESPACES = frozenset(_SHARED.split())
_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")
_LIBRARY = frozenset({"library_task", "LibraryFunction"})
_TRIES: tuple[type[ast.Try], ...] = (ast.Try, getattr(ast, "TryStar", ast.Try))
_MISSING = frozenset({"ImportError", "ModuleNotFoundError"})
_BROAD = frozenset({"", "Exception", "BaseException"})


def needs_of(plan: Plan) -> tuple[str, ...]:
    """The import names of the packages that a plan's script needs, in order.

    The standard library and Dask are not among them, nor what the script can do
    without: imports whose failure it handles, or that only type checkers see.
    """
    texts = tuple(_texts(plan))
    found = {name for text in texts for name in needed_by(text)}
    found |= named_clusters(texts)
    if any(_LIBRARY & binding.symbols for binding in plan.bindings):
        found.add("prefect")
    for _, guest in plan.guests:
        found.update(needs_of(guest))
    return tuple(sorted(found))


def needed_by(text: str) -> frozenset[str]:
    """The same for a piece of code; none of one that can't be read by itself."""
    if "import" not in text:
        return frozenset()
    try:
        return frozenset(_needed(parsed(dedent(text)).body))
    except SyntaxError:
        return frozenset()


def named_clusters(texts: Sequence[str]) -> set[str]:
    """The packages of cluster classes that code names in strings.

    So `cluster_class="dask_yarn.YarnCluster"` does, and so does a variable with such a
    text, or a default that stands in the expression.
    """
    if not any("cluster_class" in text for text in texts):
        return set()
    nodes = [node for text in texts for node in _nodes(text)]
    assigned = {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    classes = [value for node in nodes for value in _cluster_classes(node)]
    names = [value.id for value in classes if isinstance(value, ast.Name)]
    classes += [assigned[name] for name in names if name in assigned]
    strings = [
        part.value
        for value in classes
        for part in ast.walk(value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    paths = [text for text in strings if _DOTTED.fullmatch(text)]
    return {_package(p) for p in paths if p.partition(".")[0] not in _AT_HAND}


def _nodes(text: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(parsed(dedent(text)))
    except SyntaxError:
        return


def _cluster_classes(node: ast.AST) -> Iterator[ast.expr]:
    """What a call, or a dict of its keywords, gives as `cluster_class`."""
    if isinstance(node, ast.keyword) and node.arg == "cluster_class":
        yield node.value
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "cluster_class":
                yield value


def _texts(plan: Plan) -> Iterator[str]:
    """Every piece of the user's code that may hold an import."""
    for code in (*plan.future, *plan.code):
        yield without_holes(code.text)


def _needed(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """What the imports of some statements need, at any depth."""
    for node in statements:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _packages(node)
        elif isinstance(node, ast.If) and _last_name(node.test) == "TYPE_CHECKING":
            yield from _needed(node.orelse)
        elif isinstance(node, _TRIES):
            yield from _of_try(node)
        elif not _suppresses(node):
            for block in _blocks(node):
                yield from _needed(block)


def _blocks(node: ast.AST) -> Iterator[Sequence[ast.stmt]]:
    """The statements inside a compound statement, block by block."""
    for field in ("body", "orelse", "finalbody"):
        yield getattr(node, field, ())
    for field in ("handlers", "cases"):
        for each in getattr(node, field, ()):
            yield each.body


def _of_try(node: ast.Try) -> Iterator[str]:
    """Where a missing package is handled, only what is imported either way."""
    handlers = [each for each in node.handlers if _handles(each, node.body)]
    if not handlers:
        for block in _blocks(node):
            yield from _needed(block)
        return
    instead = {name for each in handlers for name in _needed(each.body)}
    yield from instead.intersection(_needed(node.body))
    for each in node.handlers:
        if each not in handlers:
            yield from _needed(each.body)
    yield from _needed(node.finalbody)


def _handles(handler: ast.ExceptHandler, body: Sequence[ast.stmt]) -> bool:
    """Whether a handler makes do without a package that `body` imports.

    One for any exception is meant for something else, unless there is nothing else.
    """
    if isinstance(handler.body[-1], ast.Raise):
        return False
    caught = handler.type
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    names = {_last_name(kind) for kind in kinds}
    only_imports = all(isinstance(each, (ast.Import, ast.ImportFrom)) for each in body)
    return bool(names & _MISSING or (names & _BROAD and only_imports))


def _suppresses(node: ast.stmt) -> bool:
    """Whether this is `with suppress(ImportError)`."""
    items = node.items if isinstance(node, ast.With) else []
    calls = [item.context_expr for item in items]
    return any(
        isinstance(call, ast.Call)
        and _last_name(call.func) == "suppress"
        and _MISSING & {_last_name(each) for each in call.args}
        for call in calls
    )


def _last_name(node: ast.expr | None) -> str:
    """The name of a variable, or of the last attribute; "" of nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return "" if node is None else "?"


def _packages(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    for path in _paths(node):
        if path.partition(".")[0] not in _AT_HAND:
            yield _package(path)


def _paths(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The dotted paths that an import names; of a relative one, none."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif not node.level:
        for alias in node.names:
            yield f"{node.module}.{alias.name}".removesuffix(".*")


def _package(path: str) -> str:
    """The first part of a path that is no namespace of several packages."""
    parts = path.split(".")
    prefixes = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
    return next((each for each in prefixes if each not in _NAMESPACES), path)
