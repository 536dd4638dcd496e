"""What is IPython's in a cell, and what is Python's."""

import ast

import pytest
from flowc.compiler.notebook.magics import python_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("%pip install x", "# %pip install x"),
        ("!ls\nx = 1", "# !ls\nx = 1"),
        ("!!ls", "# !!ls"),
        ("?x\nx?\nx.y??\n%time?", "# ?x\n# x?\n# x.y??\n# %time?"),
        ("a = !ls\nb, c = !ls\nd[0]=!ls", "# a = !ls\n# b, c = !ls\n# d[0]=!ls"),
        ("a = %env HOME", "# a = %env HOME"),
        ("!ls \\\n  -l \\\n  -a\nx = 1", "# !ls \\\n# -l \\\n# -a\nx = 1"),
        ("if x:\n    !ls\ny", "if x:\n    pass  # !ls\ny"),
        ("if x:\n  %cd \\\n   a", "if x:\n  pass  # %cd \\\n  # a"),
        (",f a\n;f a\n/f a", "# ,f a\n# ;f a\n# /f a"),
        ("get_ipython().system('ls')", "# get_ipython().system('ls')"),
        ("    x = 1\n    !ls", "x = 1\n# !ls"),
        ("%time x = f()\n  %time y", "x = f()\n  y"),
        ("%time --no-raise-error f()", "f()"),
        ("%time %pip x", "# %pip x"),
        ("%timeit f()", "# %timeit f()"),
        ("%time", "# %time"),
    ],
)
def test_ipythons_lines_become_comments(cell: str, text: str) -> None:
    assert python_of(cell).text == text


@pytest.mark.parametrize("magic", ["time", "timeit -n 1", "capture out", "prun"])
def test_cells_that_are_timed_or_captured_stay(magic: str) -> None:
    found = python_of(f"\n%%{magic}\n!ls\nx = 1\n")
    assert found.text == f"\n# %%{magic}\n# !ls\nx = 1\n"
    assert [line.text for line in found.left_out] == ["!ls"]


@pytest.mark.parametrize("magic", ["bash", "writefile a.py", "html", "sql x", "python"])
def test_cells_of_other_languages_are_left_out(magic: str) -> None:
    found = python_of(f"%%{magic}\nx = 1\n\n  y")
    assert found.text == f"# %%{magic}\n# x = 1\n\n#   y"
    assert [line.text for line in found.left_out] == [f"%%{magic}"]


def test_a_magic_inside_another_counts() -> None:
    assert python_of("%%capture\n%%time\nx").text == "# %%capture\n# %%time\nx"
    assert python_of("%%capture\n%%bash\nx").text == "# %%capture\n# %%bash\n# x"


@pytest.mark.parametrize(
    "cell",
    [
        "x = '''\n!ls\n%pip\nx?\n'''",
        'x = """it\'s\n!ls"""\ny = 1',
        "x = 5 \\\n% 3",
        "x = (5\n% 3)",
        "print(\n    'what?',  # what?\n)",
        "x = 'a\\\n!b'",
        "x = 'it\\'s ?'",
        r"x = r'\\'",
        "x %= 3\nx != 3\nx = y != z",
        "x = {'a': 1}  # !ls\n# !ls\n#?",
        "x = 'a = !ls'\ny = f'{x = !r}'",
        "x = '# not a comment'\ny = [\n    1,  # ] !\n    2,\n]",
        "@f\ndef g(a, *, b=5 % 3):\n    return a % b",
        "",
    ],
)
def test_python_stays_as_it_is(cell: str) -> None:
    ast.parse(cell)
    assert python_of(cell).text == cell
    assert python_of(cell).left_out == ()


def test_what_is_left_out_is_told() -> None:
    found = python_of("x = 1\na, b = !ls \\\n  -l\n%%not_at_the_top\n")
    assert [(line.line, line.text, line.binds) for line in found.left_out] == [
        (2, "a, b = !ls -l", ("a", "b")),
        (4, "%%not_at_the_top", ()),
    ]


@pytest.mark.parametrize("cell", ["x = 'open\n!ls", "f(\n!ls", "x = (]\n", "!ls \\"])
def test_broken_cells_keep_their_lines(cell: str) -> None:
    assert python_of(cell).text.count("\n") == cell.count("\n")
