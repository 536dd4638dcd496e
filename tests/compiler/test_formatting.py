"""What is formatted without black is formatted as black does it."""

import random
from collections.abc import Iterator

import black
import pytest
from flowc.compiler.emit.formatting import in_shape

MODE = black.Mode(line_length=88)
NAMES = ("a", "v12", "flow", "extract", "some_longer_name", "x.y", "data_of_yesterday")
LEAVES = ("12", "-3", "1.5", '"a b"', "'inc-1'", "'x, y'", '"it\'s"', "''", "None")
ODD = ("(a)", "{}", "a+b", "f(a,b)", "f( a)", "[1, ]", "f(a,)", "x[1:2]", "f'x'", "1E5")
HEAD = 'def graph(flow):\n    """Build."""\n'


def expression(chance: random.Random, depth: int) -> str:
    kind = chance.random() if depth else 0.0
    if kind < 0.4:
        return chance.choice((*NAMES, *LEAVES))
    inner = [expression(chance, depth - 1) for _ in range(chance.randint(0, 4))]
    if kind < 0.5:
        return f"[{', '.join(inner)}]"
    if kind < 0.6:
        return f"{chance.choice(NAMES)}[{expression(chance, depth - 1)}]"
    if kind < 0.65:
        return chance.choice(ODD)
    named = [f"key_{n}={each}" if n > 1 else each for n, each in enumerate(inner)]
    return f"{chance.choice(NAMES)}({', '.join(named)})"


def statements(seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(300):
        before = chance.choice(["v = "] * 6 + ["", "v=", "a, b=", "x.y=", "v = w="])
        after = expression(chance, chance.randint(1, 4))
        if before or "(" in after:
            yield before + after


def long_statements(seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(40):
        items = [expression(chance, chance.randint(0, 2)) for _ in range(9)]
        some = f"[{', '.join(items[: chance.randint(1, 9)])}]"
        yield f"flow.reference({some})"
        yield f'v = add(delayed(task("a-1", a))(x={items[0]}, upstream_tasks={some}))'
        yield f"v = flow.map(inc, {some}, y=unmapped({items[0]}), z={some})"


def body(lines: list[str]) -> str:
    return HEAD + "\n".join([*lines, "    return flow.nodes\n"])


@pytest.mark.parametrize("seed", range(5))
def test_statements_in_shape_are_as_black_has_them(seed: int) -> None:
    shapes = [(each, in_shape(each, 4)) for each in statements(seed)]
    found = [(each, shape) for each, shape in shapes if shape is not None]
    assert 100 < len(found) < len(shapes)
    for each, shape in found:
        text = black.format_str(body([f"    {each}"]), mode=MODE)
        assert text == body(["    " + shape.replace("\n", "\n    ")])


def test_long_lists_in_shape_are_as_black_has_them() -> None:
    shapes = [(each, in_shape(each, 4)) for each in long_statements(1)]
    found = [(each, shape) for each, shape in shapes if shape is not None]
    assert sum("\n" in shape for _, shape in found) > 60
    text = black.format_str(body([f"    {each}" for each, _ in found]), mode=MODE)
    assert text == body(["    " + shape.replace("\n", "\n    ") for _, shape in found])


def test_a_very_long_statement_stays_as_it_is() -> None:
    text = f"v = flow.map(inc, x=[{'1+1,' * 1000}])"
    assert in_shape(text) == text
