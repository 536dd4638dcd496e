"""How deep a syntax tree is nested, measured without recursion.

libcst's parser dies of a segmentation fault on deep brackets and takes time that
grows with the cube of their depth, in the patterns of `match` exponentially; its
visitors, and ours, recurse some eight frames for each level. The limits keep all of
that away: one for things inside one another, a wider one that also counts the links
of chains such as `a + b + c` or `elif`, and one for brackets in patterns.
"""

import ast
import contextlib
import io
import sys
import tokenize
from collections.abc import Iterator

MAX_NESTING = 100
MAX_CHAIN = 500
MAX_PATTERN = 6
RECURSION_LIMIT = 12_000

_COUNTED = (ast.expr, ast.stmt, ast.pattern)
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")


def beyond_limit(tree: ast.Module, text: str) -> tuple[int, ast.AST] | None:
    """A node that lies too deep, with the limit it passes; None where all is well."""
    lines = text.encode(errors="surrogatepass").split(b"\n")
    waiting: list[tuple[ast.AST, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, nesting, links = waiting.pop()
        links += _links_inside(node, lines)
        if nesting > MAX_NESTING:
            return MAX_NESTING, node
        if links > MAX_CHAIN:
            return MAX_CHAIN, node
        if isinstance(node, ast.Match) and (pattern := _deep_pattern(node, lines)):
            return MAX_PATTERN, pattern
        for child in ast.iter_child_nodes(node):
            counts = isinstance(child, _COUNTED)
            step = counts and not _continues_chain(node, child)
            waiting.append((child, nesting + step, links + counts))
    return None


def _continues_chain(node: ast.AST, child: ast.AST) -> bool:
    """Whether the child is the next link of a chain, not something nested."""
    match node:
        case ast.BinOp():
            return child is node.left
        case ast.Attribute() | ast.Subscript():
            return child is node.value
        case ast.Call():
            return child is node.func
        case ast.If(orelse=[ast.If() as only]):
            return child is only
    return False


def _links_inside(node: ast.AST, lines: list[bytes]) -> int:
    """Links that are one node for ast but a chain of nodes for libcst."""
    match node:
        case ast.BoolOp():
            return len(node.values)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            return len(node.generators)
        case ast.alias():
            return node.name.count(".")
        case ast.ImportFrom():
            return (node.module or "").count(".")
        case ast.Constant(value=str() | bytes()) | ast.JoinedStr():
            return _pieces(node, lines)
    return 0


def _pieces(node: ast.Constant | ast.JoinedStr, lines: list[bytes]) -> int:
    """How many literals `"a" "b" ...` are written side by side."""
    text = _text(node, lines)
    if text.count('"') + text.count("'") <= MAX_CHAIN:
        return 0
    starts = {"STRING", "FSTRING_START", "TSTRING_START"}
    pieces = 0
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(f"({text})").readline):
            pieces += tokenize.tok_name[token.type] in starts
    return pieces


def _text(node: ast.expr, lines: list[bytes]) -> str:
    """A node's own text: its lines may hold thousands of others."""
    last = node.end_lineno or node.lineno
    if last == node.lineno:
        return lines[last - 1][node.col_offset : node.end_col_offset].decode()
    found = lines[node.lineno - 1 : last]
    found[0], found[-1] = found[0][node.col_offset :], found[-1][: node.end_col_offset]
    return b"\n".join(found).decode()


def _deep_pattern(node: ast.Match, lines: list[bytes]) -> ast.pattern | None:
    """A pattern of the statement with too many brackets around something."""
    before: ast.AST = node.subject
    for case in node.cases:
        text = _between(before, case.guard or case.body[0], lines)
        if _bracket_depth(text) > MAX_PATTERN:
            return case.pattern
        before = case.body[-1]
    return None


def _between(before: ast.AST, after: ast.expr | ast.stmt, lines: list[bytes]) -> str:
    """The text after one node and before another, from the next line on if any."""
    first, last = getattr(before, "end_lineno", 0), after.lineno
    if first == last:
        return lines[last - 1].decode()
    head = lines[last - 1][: after.col_offset]
    return b"\n".join([*lines[first : last - 1], head]).decode()


def _bracket_depth(text: str) -> int:
    """The most brackets open at once, or more where the text can't be split."""
    at_most = sum(map(text.count, "([{"))
    if at_most <= MAX_PATTERN:
        return at_most
    depth = deepest = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text.strip()).readline):
            change = (token.string in _OPENING) - (token.string in _CLOSING)
            depth = max(0, depth + change)
            deepest = max(deepest, depth)
    except (tokenize.TokenError, SyntaxError):
        return at_most
    return deepest


@contextlib.contextmanager
def room_to_recurse() -> Iterator[None]:
    """Allow as many frames as a tree within the limits takes."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
