"""The repository's own promises: packages, paths, and which part imports which."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environments import CHECKOUT

COMPILER = sorted((CHECKOUT / "compiler").rglob("*.py"))
RUNTIME = sorted((CHECKOUT / "runtime").rglob("*.py"))
# What dask itself needs is wherever dask is.
WITH_DASK = {"dask", "distributed", "cloudpickle"}
# Asked for only by an address of its own kind.
OPTIONAL = {"dask_gateway", "graphviz"}
# Patterns are written so that they don't match themselves.
MACHINE = re.compile(r"(?<![\w.$}])/(?:root|work|home/\w+|Users/\w+)/")
REGISTRY = re.compile(r"pypi[.]org/simple|[-]-(?:extra-)?index[-]url|[-]-find[-]links")


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def tracked() -> list[Path]:
    """Return the repository's files, or all of them where there is no repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    paths = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Yield every import with the absolute module that it names, if any."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node, node.module or ""


def packages_on_disk() -> set[str]:
    roots = ("compiler", "runtime", "templates")
    inits = (path for root in roots for path in (CHECKOUT / root).rglob("__init__.py"))
    return {
        ".".join(("flowc", *init.parent.relative_to(CHECKOUT).parts)) for init in inits
    }


def test_package_list_names_every_folder() -> None:
    # Python 3.10 has no tomllib; this list happens to be a Python literal.
    text = (CHECKOUT / "pyproject.toml").read_text()
    listed = re.search(r"^packages = (\[.*?^\])", text, re.MULTILINE | re.DOTALL)
    assert listed
    assert sorted(ast.literal_eval(listed[1])) == sorted(packages_on_disk())


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in (*COMPILER, *RUNTIME)}
    assert [str(f) for f in sorted(folders) if not (f / "__init__.py").exists()] == []


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_file_names_a_place_of_one_machine(pattern: re.Pattern[str]) -> None:
    found = []
    for path in tracked():
        text = path.read_text(errors="replace")
        found += [f"{path.name}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize("path", RUNTIME, ids=lambda path: "/".join(path.parts[-2:]))
def test_runtime_is_text_that_python_3_9_reads(path: Path) -> None:
    tree = ast.parse(path.read_text(), str(path), feature_version=(3, 9))
    unions = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.BitOr)
        and any(is_type(side) for side in (node.left, node.right))
    ]
    assert unions == [], "X | Y between types fails when 3.9 evaluates it"


def is_type(node: ast.expr) -> bool:
    """Tell whether an operand of `|` can only be a type."""
    if isinstance(node, ast.Constant):
        return node.value is None or isinstance(node.value, str)
    builtin = {"str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "Any"}
    return isinstance(node, ast.Name) and node.id in builtin


@pytest.mark.parametrize("path", RUNTIME, ids=lambda path: "/".join(path.parts[-2:]))
def test_runtime_imports_only_the_library_and_dask(path: Path) -> None:
    tree = read(path)
    named = [(node, name.partition(".")[0]) for node, name in imports(tree)]
    allowed = sys.stdlib_module_names | WITH_DASK | OPTIONAL
    assert [name for _, name in named if name not in allowed] == []
    assert "__future__" not in [name for _, name in named]
    top = {name for node, name in named if node in tree.body}
    assert top <= sys.stdlib_module_names | {"dask"}


@pytest.mark.parametrize(
    ("paths", "other"), [(COMPILER, "runtime"), (RUNTIME, "compiler")]
)
def test_compiler_and_runtime_never_import_each_other(
    paths: list[Path], other: str
) -> None:
    found = []
    for path in paths:
        depth = len(path.relative_to(CHECKOUT).parts)
        for node in ast.walk(read(path)):
            if isinstance(node, ast.ImportFrom) and node.level >= depth:
                found.append(f"{path}: leaves its part")
        found += [
            f"{path}: {name}"
            for _, name in imports(read(path))
            if name.split(".")[:2] == ["flowc", other] or name.split(".")[0] == other
        ]
    assert found == []


def module_level_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module itself defines, imports aside."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (t.id for target in targets for t in names_in(target))


def names_in(node: ast.AST) -> Iterator[ast.Name]:
    return (child for child in ast.walk(node) if isinstance(child, ast.Name))


def runtime_names() -> dict[str, list[str]]:
    """Return the modules of runtime/ that define each module-level name."""
    homes = defaultdict(list)
    for path in RUNTIME:
        for name in set(module_level_names(read(path))):
            homes[name].append("/".join(path.parts[-2:]))
    return homes


def test_runtime_names_are_unique() -> None:
    shared = {name: homes for name, homes in runtime_names().items() if len(homes) > 1}
    assert shared == {}


@pytest.mark.parametrize("path", RUNTIME, ids=lambda path: "/".join(path.parts[-2:]))
def test_runtime_imports_its_own_modules_by_name(path: Path) -> None:
    tree = read(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            assert node in tree.body, f"line {node.lineno}: not at the top"
            assert node.level <= 2 and node.module, f"line {node.lineno}: a module"
            assert all(a.name != "*" for a in node.names)
            assert all(a.asname in (None, a.name) for a in node.names)
