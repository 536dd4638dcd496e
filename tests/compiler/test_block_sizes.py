"""Blocks of flows keep their size, and calls of tasks their lines, when lowered."""

import ast
from collections.abc import Iterator
from statistics import median

import pytest

from tests.support.golden import Golden, goldens, made

COMPILED = [case for case in goldens() if made(case).script is not None]


def blocks(text: str) -> Iterator[ast.With]:
    """The blocks of flows in a text, in its order."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.With) and "Flow(" in ast.unparse(node.items[0]):
            yield node


def lines(node: ast.stmt | ast.expr) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def program(script: str) -> str:
    """A script without the text of the runtime."""
    return script.partition("# ---- flowc's runtime: the text")[0]


def ratios() -> Iterator[float]:
    for case in COMPILED:
        ours = list(blocks(program(made(case).script or "")))
        theirs = list(blocks(case.source))
        assert len(ours) == len(theirs), case.name
        yield from (lines(a) / lines(b) for a, b in zip(ours, theirs, strict=True))


def test_a_block_becomes_no_longer() -> None:
    found = list(ratios())
    assert len(found) > 50
    assert median(found) <= 1.0
    assert max(found) <= 1.3


@pytest.mark.parametrize("case", COMPILED, ids=lambda case: case.name)
def test_a_call_takes_at_most_three_lines(case: Golden) -> None:
    """Unless its arguments take more."""
    for block in blocks(program(made(case).script or "")):
        for node in ast.walk(block):
            if isinstance(node, ast.Call) and "delayed" in ast.unparse(node.func):
                values = [*node.args, *(word.value for word in node.keywords)]
                inside = sum(lines(value) - 1 for value in values)
                between = lines(node) - inside
                assert between <= 3 + len(values), ast.unparse(node)


def test_the_first_line_of_the_user_stands_early() -> None:
    for case in COMPILED:
        script = (made(case).script or "").splitlines()
        at = next(n for n, line in enumerate(script) if ", as it stands ----" in line)
        assert at < 60, case.name
