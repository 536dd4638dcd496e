"""The runtime's own text: which of its modules a script needs, and how it has them.

The runtime is read as text and never imported.
"""

import ast
import builtins
import functools
import io
import re
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..ir.expr import free_name

# The lines that define a module's names: the runtime is formatted by black.
_START = re.compile(r"^(?:def |class |@|\w+(?:: [^=\n]+)? = )", re.MULTILINE)
BUILTINS = frozenset(dir(builtins))
MARKS = ("runtime_start", "early_start", "early_end")
_NAME = re.compile(r"(?:def|class) (\w+)|(\w+)(?:: [^=]+)? = ")


@dataclass(frozen=True)
class Piece:
    """A module of the runtime: its summary, imports, body, and what it defines."""

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
    paths = sorted(folder.glob("*.py"))
    return {
        path.stem: read_piece(path.stem, path.read_text("utf-8"))
        for path in paths
        if path.stem != "__init__"
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
        needs=tuple(sorted({node.module or "" for node in own})),
        body=body,
        defines=frozenset(_defined(body)),
        binds={name: line for node in other for name, line in _bound(node)},
    )


def _defined(body: str) -> Iterable[str]:
    """The names that the lines of a module's body define."""
    for line in body.split("\n"):
        found = _NAME.match(line)
        if found is not None:
            yield found[1] or found[2]


def _bound(node: ast.Import | ast.ImportFrom) -> Iterable[tuple[str, str]]:
    """The names that an import binds, each with an import of that name alone."""
    for alias in node.names:
        name = alias.asname or alias.name.partition(".")[0]
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


def closure(symbols: Iterable[str]) -> list[Piece]:
    """The modules that define the symbols and all that they need, needed first."""
    found: dict[str, Piece] = {}

    def visit(name: str) -> None:
        if name not in found:
            for need in pieces()[name].needs:
                visit(need)
            found[name] = pieces()[name]

    for symbol in sorted(symbols):
        visit(home_of(symbol))
    return list(found.values())


def parted_runtime(
    early: Iterable[str], symbols: Iterable[str]
) -> tuple[list[Piece], list[Piece]]:
    """The modules for symbols that carried code needs on import, and the others.

    In a running script the runtime knows its own names by their place: between the
    marks of an early part, and behind the mark at the start of the others.
    """
    start, early_start, early_end = (pieces()[name] for name in MARKS)
    first = [piece for piece in closure(early) if piece != start]
    rest = [p for p in closure(symbols) if p not in first and p != start]
    return [early_start, *first, early_end] if first else [], [start, *rest]


def bindings(imports: Iterable[str]) -> dict[str, str]:
    """The names that the lines of a script import, each with an import of its own."""
    tree = ast.parse("".join(imports))
    nodes = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
    return {name: line for node in nodes for name, line in _bound(node)}


def renames(
    chosen: Iterable[Piece], taken: frozenset[str], imported: Mapping[str, str]
) -> dict[str, str]:
    """New names for what the modules define or import under a name of the user's.

    What the script imports just as the modules do needs no second name.
    """
    own = {
        name
        for piece in chosen
        for name in (*piece.defines, *piece.binds)
        if name not in imported or piece.binds.get(name) != imported[name]
    }
    every = taken | own
    return {name: free_name(name, every) for name in sorted(own & taken)}


def builtin_renames(chosen: Iterable[Piece], taken: frozenset[str]) -> dict[str, str]:
    """New names for what is built in, where the user has something else by its name."""
    shadowed = sorted(taken & BUILTINS)
    if not shadowed:
        return {}
    text = "\n".join(piece.body for piece in chosen)
    used = [name for name in shadowed if re.search(rf"(?<![\w.]){name}\b", text)]
    return {name: free_name(name, taken | BUILTINS) for name in used}


def spellings(symbols: Iterable[str], spoken: frozenset[str]) -> dict[str, str]:
    """New names for the stand-ins that the source uses a name of: as expressions
    and other carried text spell them."""
    return {symbol: free_name(symbol, spoken) for symbol in symbols if symbol in spoken}


def inlined(
    chosen: Iterable[Piece], new_names: Mapping[str, str], imported: Mapping[str, str]
) -> str:
    """The modules' imports, but those in `imported`, and their bodies, each under
    its summary."""
    found = list(chosen)
    wanted = {line for piece in found for line in piece.binds.values()}
    wanted |= {f"from builtins import {name}" for name in BUILTINS & new_names.keys()}
    imports = merged_imports(wanted - set(imported.values()), new_names)
    bodies = [f"# {p.name}: {p.summary}\n\n{renamed(p.body, new_names)}" for p in found]
    return "\n\n".join([*([imports] if imports else []), *bodies])


def merged_imports(wanted: Iterable[str], new_names: Mapping[str, str]) -> str:
    """One sorted block of the imports in `wanted`, that bind one name each."""
    plain: set[str] = set()
    names: dict[str, set[str]] = {}
    for line in wanted:
        node = ast.parse(line).body[0]
        assert isinstance(node, (ast.Import, ast.ImportFrom))
        alias = node.names[0]
        bound = alias.asname or alias.name.partition(".")[0]
        shown = ast.unparse(ast.alias(alias.name, new_names.get(bound, alias.asname)))
        if isinstance(node, ast.ImportFrom):
            names.setdefault(node.module or "", set()).add(shown)
        else:
            plain.add(f"import {shown}")
    lines = sorted(plain)
    lines += [
        f"from {m} import {', '.join(sorted(n))}" for m, n in sorted(names.items())
    ]
    return "\n".join(lines) + "\n" if lines else ""


@functools.lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """The words that occur in a text."""
    return frozenset(re.findall(r"[A-Za-z_]\w*", text))


def renamed(text: str, new_names: Mapping[str, str]) -> str:
    """Give names in a module's text other spellings.

    The runtime gives no variable, parameter or keyword the name of anything that it
    has at module level, so that a name means the same wherever it is no attribute.
    """
    if new_names.keys().isdisjoint(words_of(text)):
        return text
    lines = list(io.StringIO(text))
    before = ""
    edits = []
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    depth = 0
    for token, after in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        depth += (
            (token.string in "([{") - (token.string in ")]}") if token.string else 0
        )
        if depth and token.type == tokenize.NAME and after.string == "=":
            before = token.string
            continue
        method = before == "def" and token.start[1] > len("def ")
        if token.type == tokenize.NAME and before != "." and not method:
            if token.string in new_names:
                edits.append((token, new_names[token.string]))
        elif token.type == tokenize.STRING and _FORMATTED.match(token.string):
            edits.append((token, _renamed_inside(token.string, new_names)))
        before = token.string
    for token, new in reversed(edits):
        (row, column), (last, end) = token.start, token.end
        rest = lines[last - 1][end:]
        lines[row - 1 : last] = [lines[row - 1][:column] + new + rest]
    return "".join(lines)


# Up to Python 3.11 a formatted string is one token.
_FORMATTED = re.compile(r"(?i)r?fr?[\"']")


def _renamed_inside(text: str, new_names: Mapping[str, str]) -> str:
    """A formatted string with names in its expressions renamed."""

    def replaced(found: re.Match[str]) -> str:
        return re.sub(
            r"(?<![\w.\"'])[A-Za-z_]\w*(?![\w\"'=])",
            lambda name: new_names.get(name[0], name[0]),
            found[0],
        )

    return re.sub(r"\{[^{}]*\}", replaced, text)


def import_lines(symbols: Iterable[str], new_names: Mapping[str, str]) -> str:
    """Imports of the symbols from an installed flowc, for `--runtime import`."""
    homes: dict[str, list[str]] = {}
    for symbol in sorted(symbols):
        new = new_names.get(symbol)
        shown = symbol if new is None else f"{symbol} as {new}"
        homes.setdefault(home_of(symbol), []).append(shown)
    return "\n".join(
        f"from flowc.runtime.{home} import {', '.join(names)}"
        for home, names in sorted(homes.items())
    )
