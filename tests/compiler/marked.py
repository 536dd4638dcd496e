"""Sources whose expected diagnostic is marked in them: «here»."""

import ast
from collections.abc import Iterator

from flowc.compiler.diagnostics import Diagnostic, Severity
from flowc.compiler.driver import Options, Result, compile_source
from flowc.compiler.source import source_from_bytes

TASKS = """\
from prefect import task, Flow, Parameter, unmapped
@task
def inc(x):
    return x + 1
@task
def add(x, y=1):
    return x + y
@task
def nums():
    return [1, 2]
@task
def go():
    pass
def helper(x):
    return x
"""


def in_block(lines: str) -> str:
    """A file whose flow block has these lines."""
    body = "".join(f"    {line}\n" for line in lines.split("\n"))
    return f"{TASKS}with Flow('f') as flow:\n{body}"


def around_block(before: str, block: str, after: str = "") -> str:
    """A file with code before and behind its flow block."""
    return (
        f"import prefect\n{TASKS}{before}with Flow('f') as flow:\n    {block}\n{after}"
    )


def compiled(text: str) -> Result:
    """What comes of a text without marks."""
    return compile_source(source_from_bytes(text.encode(), "flow.py"), Options())


def check(marked: str, code: str, severity: str = "error") -> None:
    """There is one diagnostic but for notes: of this code, at the mark, with advice."""
    text = unmarked(marked)
    result = compiled(text)
    said = [each for each in result.diagnostics if each.severity is not Severity.NOTE]
    assert [each.code for each in said] == [code], said
    assert said[0].severity.value == severity
    at_mark(said[0], marked)
    assert said[0].help or said[0].notes
    assert bool(result.scripts) == (severity != "error")


def check_lowered(text: str) -> None:
    """The file compiles, nothing in it is left open, and its script calls tasks through
    `delayed` alone."""
    result = compiled(text)
    found = {each.severity for each in result.diagnostics}
    assert Severity.ERROR not in found, result.diagnostics
    [script] = result.scripts
    assert result.flows[0].left == ()
    program = script.text.partition("# ---- flowc's runtime: the text")[0]
    assert list(bare_calls(ast.parse(program))) == []


def bare_calls(tree: ast.AST) -> Iterator[str]:
    """The calls of tasks, and of their `map`, that are not lowered."""
    for node in ast.walk(tree):
        func = node.func if isinstance(node, ast.Call) else None
        if isinstance(func, ast.Attribute) and func.attr == "map":
            func = func.value
        if isinstance(func, ast.Name) and func.id in ("inc", "add", "nums", "go"):
            yield ast.unparse(node)


def at_mark(said: Diagnostic, marked: str) -> None:
    """A diagnostic is about the marked text."""
    inside = marked.partition("«")[2].partition("»")[0]
    assert covered(said, unmarked(marked)) == inside
    assert place(said) == mark(marked)


def unmarked(marked: str) -> str:
    return marked.replace("«", "").replace("»", "")


def mark(marked: str) -> tuple[int, int]:
    """Line and column of the mark."""
    before = marked.partition("«")[0]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def place(said: Diagnostic) -> tuple[int, int]:
    """Line and column of a diagnostic."""
    assert said.span is not None
    return said.span.line, said.span.column


def covered(said: Diagnostic, text: str) -> str:
    """The text under a diagnostic's carets."""
    span = said.span
    assert span is not None
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)
