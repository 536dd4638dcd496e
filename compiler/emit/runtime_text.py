"""The runtime's own text: which of its modules a script needs, and how it has them.

The runtime is read as text and never imported.
"""

import ast
import functools
import hashlib
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..ir.expr import free_name
from ..version import VERSION

# The lines that define a module's names: the runtime is formatted by black.
_START = re.compile(r"^(?:def |class |@|\w+(?:: [^=\n]+)? = )", re.MULTILINE)
# The runtime of all scripts of a folder, for `--runtime file`.
RUNTIME_FILE = "flowc_runtime.py"
# The module that makes a module of a text, and the line behind it.
LOADER = "wire.loading"
LOADER_END = "# ---- The runtime ----"
LINE_LENGTH = 88
# Names that an import of the runtime has on lines of their own.
FEW_LINES = 16
# Of the digest in the name of a runtime.
DIGITS = 12
RUNTIME_NAME = rf"flowc_runtime_[0-9a-f]{{{DIGITS}}}"
_NAME = re.compile(r"(?:def|class) (\w+)|(\w+)(?:: [^=]+)? = ")


@dataclass(frozen=True)
class Piece:
    """A module of the runtime: its summary, imports, body, and what it defines.

    The name is the module's dotted one below the runtime, such as "worker.outcome".
    """

    name: str
    summary: str
    imports: tuple[str, ...]
    needs: tuple[str, ...]
    body: str
    defines: frozenset[str]
    binds: Mapping[str, str]


@functools.cache
def pieces() -> dict[str, Piece]:
    """Every module of the runtime, by its name."""
    folder = Path(__file__).parents[2] / "runtime"
    paths = [each for each in folder.glob("*/*.py") if each.stem != "__init__"]
    named = {f"{path.parent.name}.{path.stem}": path for path in paths}
    return {
        name: read_piece(name, named[name].read_text("utf-8")) for name in sorted(named)
    }


def read_piece(name: str, text: str) -> Piece:
    """Take a module's text apart: docstring, imports, body.

    Only what stands above the first definition is parsed: reading all of the runtime
    would take longer than compiling a flow.
    """
    start = _START.search(text, text.index('"""', 3))
    tree = ast.parse(text[: start.start()] if start else text)
    head = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
    own = [n for n in head if isinstance(n, ast.ImportFrom) and n.level]
    other = [n for n in head if n not in own]
    last = max([n.end_lineno or 0 for n in (*head, tree.body[0])])
    body = "\n".join(text.split("\n")[last:]).strip("\n") + "\n"
    summary = (ast.get_docstring(tree) or name).split("\n")[0]
    return Piece(
        name=name,
        summary=summary,
        imports=tuple(ast.unparse(node) for node in other),
        needs=tuple(sorted({_absolute(node, name) for node in own})),
        body=body,
        defines=frozenset(_defined(body)),
        binds={name: line for node in other for name, line in _bound(node)},
    )


def _absolute(node: ast.ImportFrom, name: str) -> str:
    """The name of the module that an import of a module of the runtime is from."""
    room = name.partition(".")[0]
    return f"{room}.{node.module}" if node.level == 1 else node.module or ""


def _defined(body: str) -> Iterable[str]:
    """The names that the lines of a module's body define."""
    for line in body.split("\n"):
        found = _NAME.match(line)
        if found is not None:
            yield found[1] or found[2]


def _bound(node: ast.Import | ast.ImportFrom) -> Iterable[tuple[str, str]]:
    """The names that an import makes usable, each with an import of that name alone."""
    for alias in node.names:
        name = alias.asname or alias.name
        single: ast.stmt = ast.Import([alias])
        if isinstance(node, ast.ImportFrom):
            single = ast.ImportFrom(node.module, [alias], 0)
        yield name, ast.unparse(single)


def home_of(symbol: str) -> str:
    """The name of the module that defines a symbol; LookupError if none does."""
    for piece in pieces().values():
        if symbol in piece.defines:
            return piece.name
    raise LookupError(symbol)


def closure(names: Iterable[str]) -> list[Piece]:
    """Return the modules of these names and all that they need, needed ones first."""
    found: dict[str, Piece] = {}

    def visit(name: str) -> None:
        if name not in found:
            for need in pieces()[name].needs:
                visit(need)
            found[name] = pieces()[name]

    for name in sorted(names):
        visit(name)
    return list(found.values())


@dataclass(frozen=True)
class RuntimeText:
    """The runtime as one module: its name, which has the text's digest, and the text.

    The first line of the text is a comment that begins with the name.
    """

    name: str
    text: str


def runtime_module(symbols: Iterable[str] | None = None) -> RuntimeText:
    """Return the runtime that has these symbols and what they need; None: all of it.

    What loads it stands first, up to LOADER_END.
    """
    homes = pieces() if symbols is None else {home_of(symbol) for symbol in symbols}
    loader = pieces()[LOADER]
    found = [piece for piece in closure(homes) if piece != loader]
    text = "\n\n".join(
        [
            '"""What a script of flowc\'s needs to run."""',
            merged_imports(loader.binds.values()),
            body_of(loader),
            f"{LOADER_END}\n",
            merged_imports({line for p in found for line in p.binds.values()}),
            *map(body_of, found),
        ]
    )
    name = f"flowc_runtime_{hashlib.sha256(text.encode()).hexdigest()[:DIGITS]}"
    named = f'# {name}, of flowc {VERSION}\n{text}\n\nRUNTIME_NAME = "{name}"\n'
    return RuntimeText(name, named)


def body_of(piece: Piece) -> str:
    """Return a module's text without its imports, under its summary."""
    return f"# {piece.name.partition('.')[2]}: {piece.summary}\n\n{piece.body}"


def renames(symbols: Iterable[str], taken: frozenset[str]) -> dict[str, str]:
    """Return other names for the symbols whose names are the user's."""
    return {name: free_name(name, taken) for name in symbols if name in taken}


def merged_imports(wanted: Iterable[str]) -> str:
    """Return one sorted block of the imports in `wanted`, that bind one name each."""
    plain: set[str] = set()
    names: dict[str, set[str]] = {}
    for line in wanted:
        node = ast.parse(line).body[0]
        assert isinstance(node, (ast.Import, ast.ImportFrom))
        shown = ast.unparse(node.names[0])
        if isinstance(node, ast.ImportFrom):
            names.setdefault(node.module or "", set()).add(shown)
        else:
            plain.add(f"import {shown}")
    lines = sorted(plain)
    lines += [
        f"from {m} import {', '.join(sorted(n))}" for m, n in sorted(names.items())
    ]
    return "\n".join(lines) + "\n"


@functools.lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """The words that occur in a text."""
    return frozenset(re.findall(r"[A-Za-z_]\w*", text))


def renamed(text: str, new_names: Mapping[str, str]) -> str:
    """Give names in an expression over the runtime's symbols other spellings.

    What follows a dot, is a keyword or stands in quotes is no name.
    """
    pattern = r"""(?<![\w.\"'])[A-Za-z_]\w*(?![\w\"'])(?!=[^=])"""
    return re.sub(pattern, lambda found: new_names.get(found[0], found[0]), text)


def import_line(home: str, names: Iterable[tuple[str, str]]) -> str:
    """Return the import of symbols from `home`, each with the name that it gets."""
    pairs = sorted(set(names))
    shown = [name if name == s else f"{s} as {name}" for s, name in pairs]
    line = f"from {home} import {', '.join(shown)}"
    if len(line) <= LINE_LENGTH:
        return line
    lines = [f"    {each}," for each in shown]
    return "\n".join([f"from {home} import (", *filled(lines), ")"])


def filled(lines: list[str]) -> list[str]:
    """Return lines as they are, or fewer and longer ones of many: the user's own code
    is what a reader wants to see first."""
    if len(lines) <= FEW_LINES:
        return lines
    whole = " ".join(line.strip().replace(" ", "\0") for line in lines)
    indent = "    "
    found = textwrap.wrap(
        whole, LINE_LENGTH, initial_indent=indent, subsequent_indent=indent
    )
    return [line.replace("\0", " ") for line in found]
