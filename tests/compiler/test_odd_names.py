"""Scripts of files and flows with any name: they parse, and hold the source's code.

Compiled in this process, since a property takes hundreds of scripts.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.emit.indent import indented
from flowc.compiler.source import source_from_bytes
from hypothesis import example, given, settings, strategies as st

LOWERED = """
from prefect import Flow, task

@task(name={name!r})
def one(x):
    return x

with Flow({name!r}) as flow:
    r = one.map([1])

if __name__ == "__main__":
    state = flow.run()
    print(state.result[r].result)
"""
REPLAYED = """
from prefect import Flow, task

@task(name={name!r})
def one(x):
    return x

with Flow({name!r}) as flow:
    for n in range(2):
        one(n)
"""
ODD = [
    "a\nb",
    'a"""b',
    "a'''b",
    "a\rb",
    "a\\",
    'a"',
    "x\nimport os\n",
    'x"""\nimport os\n"""',
    "# coding: latin-1",
    "{{ x }}",
    "\udcff",
    "a\x0cb\x0b\x1c\x85\u2028",
    "x" * 300,
]
names = st.one_of(
    st.sampled_from(ODD),
    st.text(
        st.one_of(
            st.sampled_from("\"'\\\n\r\x0c#{}% :=\udcff\u2028"),
            st.characters(codec="utf-8"),
        ),
        min_size=1,
        max_size=30,
    ),
).filter(lambda name: "/" not in name and "\0" not in name)


def statements(text: str) -> Iterator[str]:
    """The definitions of the user's code, as Python reads them; decorators aside."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name == "one":
            node.decorator_list = []
            yield ast.dump(node)


@pytest.mark.parametrize("source", [LOWERED, REPLAYED], ids=["lowered", "replayed"])
@given(file=names, name=names)
@example(file='x"""\nimport os\n"""', name='x"""\nimport os\n"""')
@example(file="\udcff", name="\udcff")
@settings(max_examples=25, deadline=None)
def test_no_name_gets_into_the_code(source: str, file: str, name: str) -> None:
    text = source.format(name=name)
    path = Path(f"{file}.py")
    result = compile_source(
        source_from_bytes(text.encode(), path.name, path), Options(runtime="import")
    )
    (script,) = result.scripts
    plain = source.format(name="plain")
    plain_path = Path("plain.py")
    (other,) = compile_source(
        source_from_bytes(plain.encode(), "plain.py", plain_path),
        Options(runtime="import"),
    ).scripts
    assert script.text.encode().decode() == script.text
    assert "\r" not in script.text and "\x0c" not in script.text
    assert list(statements(script.text)) == list(statements(text))
    assert shape(script.text) == shape(other.text)


def shape(text: str) -> str:
    """A script's tree with every text in it left out."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


blanks = st.sampled_from(["", "\f", " \f", "\t\f", "\f\f"])
ends = st.sampled_from(["", "  ", "\t", "  # odd \u2028 \x0b \x85", " \f"])


@given(before=st.lists(blanks, min_size=6, max_size=6), end=ends)
@settings(max_examples=60, deadline=None)
def test_moved_code_is_the_same_code(before: list[str], end: str) -> None:
    lines = ["for x in y:", "    if x:", "        a = (x,", "    2)", "    b = 1"]
    lines += ['c = """', "  \f    d\x0b", '"""']
    code = "\n".join(
        blank + line + ("" if '"""' in line or index > 4 else end)
        for index, (blank, line) in enumerate(
            zip([*before, "", ""], lines, strict=True)
        )
    )
    moved = ast.parse(f"if True:\n{indented(code)}\n").body[0]
    assert isinstance(moved, ast.If)
    assert [*map(ast.dump, moved.body)] == [*map(ast.dump, ast.parse(code).body)]
