"""Changes names and import statements in the text of a statement, and nothing else."""

import ast
import re
from dataclasses import dataclass

import libcst as cst

from .scan import ScannedModule, Unit
from .scopes import Occurrence


@dataclass(frozen=True, order=True)
class Edit:
    """New text for a stretch of a module: lines from 1, columns from 0."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def text_of_unit(module: ScannedModule, unit: Unit, edits: list[Edit]) -> str:
    """A statement's lines, comments above it included, with edits made."""
    lines = module.lines[unit.start - 1 : unit.end]
    for edit in sorted(set(edits), reverse=True):
        first, last = edit.line - unit.start, edit.end_line - unit.start
        before = lines[first][: edit.column]
        after = lines[last][edit.end_column :]
        lines[first : last + 1] = (before + edit.text + after).split("\n")
    return "\n".join(lines) + "\n"


def replaced(module: ScannedModule, node: ast.stmt, text: str) -> Edit:
    """Put text in a statement's place; its number of lines stays."""
    assert node.end_lineno is not None and node.end_col_offset is not None
    return Edit(
        node.lineno,
        _column(module, node.lineno, node.col_offset),
        node.end_lineno,
        _column(module, node.end_lineno, node.end_col_offset),
        text + "\n" * (node.end_lineno - node.lineno),
    )


def renaming(module: ScannedModule, place: Occurrence, new: str) -> Edit | None:
    """Give a variable another name where it occurs; None where that can't be done."""
    node = place.node
    if place.quoted is not None:
        return _in_annotation(module, place, new)
    if place.formatted is not None:
        return None  # see `formatted`
    if isinstance(node, ast.Name):
        column = _column(module, node.lineno, node.col_offset)
        end = column + len(place.name)
        return Edit(node.lineno, column, node.lineno, end, new)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return _found(module, node, r"(?:def|class)\s+", place.name, new)
    if isinstance(node, ast.ExceptHandler):
        return _found(module, node.type or node, r"\bas\s+", place.name, new)
    if isinstance(node, ast.Global):
        return _found(module, node, r"\b", place.name, new)
    if isinstance(node, (ast.MatchAs, ast.MatchStar)):
        return _at_end(module, node, place.name, new)
    if isinstance(node, ast.MatchMapping):
        return _found(module, node, r"\*\*\s*", place.name, new)
    return None


def _column(module: ScannedModule, line: int, offset: int) -> int:
    """A column in characters, of an offset in bytes."""
    text = module.lines[line - 1]
    if text.isascii():
        return offset
    return len(text.encode()[:offset].decode(errors="ignore"))


def place_of_end(module: ScannedModule, node: ast.Attribute) -> tuple[int, int]:
    """Where an attribute ends: line, and column in characters."""
    line = node.end_lineno or node.lineno
    return line, _column(module, line, node.end_col_offset or 0)


def _found(
    module: ScannedModule, node: ast.AST, before: str, name: str, new: str
) -> Edit | None:
    """The name behind some word, searched from where a node begins."""
    line = getattr(node, "lineno", 1)
    column = _column(module, line, getattr(node, "col_offset", 0))
    pattern = re.compile(rf"{before}({re.escape(name)})\b")
    last = max(getattr(node, "end_lineno", line), line)
    for number in range(line, min(last, len(module.lines)) + 1):
        found = pattern.search(module.lines[number - 1], column)
        if found is not None:
            return Edit(number, found.start(1), number, found.end(1), new)
        column = 0
    return None


def _at_end(
    module: ScannedModule, node: ast.MatchAs | ast.MatchStar, name: str, new: str
) -> Edit:
    end = _column(module, node.end_lineno, node.end_col_offset)
    return Edit(node.end_lineno, end - len(name), node.end_lineno, end, new)


def _in_annotation(module: ScannedModule, place: Occurrence, new: str) -> Edit | None:
    """A name in a string of an annotation, if that is written as its value is."""
    node, quoted = place.node, place.quoted
    assert quoted is not None
    if not isinstance(node, ast.Name) or quoted.lineno != quoted.end_lineno:
        return None
    start = _column(module, quoted.lineno, quoted.col_offset)
    end = _column(module, quoted.lineno, quoted.end_col_offset or 0)
    text = module.lines[quoted.lineno - 1][start:end]
    if text[1:-1] != quoted.value:
        return None
    column = start + 1 + node.col_offset
    line = quoted.lineno
    return Edit(line, column, line, column + len(place.name), new)


def formatted(
    module: ScannedModule, node: ast.JoinedStr, new_names: dict[str, str]
) -> Edit:
    """An f-string with names in its expressions changed.

    libcst finds them: before Python 3.12, ast does not say where they stand.
    """
    line, column = node.lineno, _column(module, node.lineno, node.col_offset)
    end_line = node.end_lineno or line
    end = _column(module, end_line, node.end_col_offset or 0)
    text = "\n".join(module.lines[line - 1 : end_line])
    tail = len(module.lines[end_line - 1]) - end
    text = text[column : len(text) - tail]
    tree = cst.parse_expression(f"({text})")
    changed = tree.visit(_Renaming(new_names))
    assert isinstance(changed, cst.CSTNode)
    code = cst.Module(body=[]).code_for_node(changed)
    return Edit(line, column, end_line, end, code[1:-1])


def _code(node: cst.CSTNode) -> str:
    return cst.Module(body=[]).code_for_node(node)


class _Renaming(cst.CSTTransformer):
    def __init__(self, new_names: dict[str, str]) -> None:
        super().__init__()
        self.new_names = new_names

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        return updated_node.with_changes(attr=original_node.attr)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)

    def leave_FormattedStringExpression(
        self,
        original_node: cst.FormattedStringExpression,
        updated_node: cst.FormattedStringExpression,
    ) -> (
        cst.BaseFormattedStringContent
        | cst.FlattenSentinel[cst.BaseFormattedStringContent]
    ):
        """`{x=}` goes on to show the name that the source has."""
        before, after = original_node.expression, updated_node.expression
        if original_node.equal is None or before.deep_equals(after):
            return updated_node
        bare = original_node.with_changes(conversion=None, format_spec=None)
        shown = _code(bare)[1:-1]
        plain = updated_node.conversion is None and updated_node.format_spec is None
        conversion = "r" if plain else updated_node.conversion
        bare = updated_node.with_changes(equal=None, conversion=conversion)
        return cst.FlattenSentinel([cst.FormattedStringText(shown), bare])

    def leave_Name(
        self, original_node: cst.Name, updated_node: cst.Name
    ) -> cst.BaseExpression:
        new = self.new_names.get(original_node.value)
        return updated_node.with_changes(value=new) if new else updated_node
