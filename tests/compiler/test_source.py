"""Reading sources: encodings, syntax, limits."""

import bisect
import codecs
import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from flowc.compiler.diagnostics import Diagnostic, Span
from flowc.compiler.source import SourceError, read_source, source_from_bytes


def refused(data: bytes) -> Diagnostic:
    """The one diagnostic that these bytes get."""
    with pytest.raises(SourceError) as caught:
        source_from_bytes(data, "f.py")
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "flow.py"
    path.write_bytes(b"x = 1\r\ny = 2\r")
    source = read_source(str(path))
    assert source.name == "flow.py"
    assert source.file == str(path)
    assert source.text == "x = 1\ny = 2\n"
    assert source.sha256 == hashlib.sha256(b"x = 1\r\ny = 2\r").hexdigest()


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x = 1\n")))
    source = read_source("-")
    assert (source.name, source.file, source.path) == ("<stdin>", "<stdin>", None)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "é"),
        (b"#!/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'\n", "€"),
        (codecs.BOM_UTF8 + "x = 'é'\n".encode(), "é"),
        (codecs.BOM_UTF8 + "# coding: utf-8\nx = 'é'\n".encode(), "é"),
        ("# Ünïcode, no cookie\nx = 'é'\n".encode(), "é"),
        (b"x = 1\n\n# coding: latin-1\ny = '\xc3\xa9'\n", "é"),
    ],
)
def test_encodings_are_honoured(data: bytes, text: str) -> None:
    source = source_from_bytes(data, "f.py")
    assert text in source.text
    assert not source.text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x = '\xff'\n", "byte 0xff at offset 5 is not utf-8"),
        (codecs.BOM_UTF8 + b"x = '\xff'\n", "byte 0xff at offset 8 is not utf-8"),
        (b"# coding: ascii\nx = '\xc3'\n", "offset 21 is not ascii"),
        (b"# coding: nonsense\n", "unknown encoding"),
        (b"# coding: rot13\n", "rot13"),
        (codecs.BOM_UTF8 + b"# coding: latin-1\n", "says iso-8859-1"),
        (b"# coding: utf-7\nx = '+2AA-'\n", "surrogates"),
    ],
)
def test_what_cannot_be_decoded_is_said(data: bytes, words: str) -> None:
    diagnostic = refused(data)
    assert diagnostic.code == "FLC002"
    assert words in diagnostic.message


def test_nul_bytes_are_refused() -> None:
    assert refused(b"x = 1\n\x00").code == "FLC003"
    assert refused("x = 1\n".encode("utf-16")).code == "FLC003"


def test_a_syntax_error_has_its_place_in_characters() -> None:
    diagnostic = refused("é = 'é' + (1\n".encode())
    assert diagnostic.code == "FLC004"
    assert diagnostic.span == Span("f.py", 1, 11, 1, 12)


@pytest.mark.parametrize(
    "text",
    [
        "if x:\n",
        "def f(:\n pass",
        "x = '''",
        "\tx\n  y",
        "x = 1\n    y = 2",
        "print 'a'",
        "f'{'",
        "a b",
        "x = '\\N{nope}'",
        "return = 1",
        "0777",
        "\x0cx y",
        "'é' = 'é",
        "nonlocal x\nx = (\n\n",
    ],
)
def test_the_span_of_a_syntax_error_lies_in_the_text(text: str) -> None:
    span = refused(text.encode()).span
    assert span is not None
    lines = text.split("\n")
    assert 1 <= span.line <= span.end_line <= len(lines)
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert span.end_column <= len(lines[span.end_line - 1]) + 2
    assert (span.line, span.column) < (span.end_line, span.end_column)


def test_warnings_of_the_parser_are_not_errors() -> None:
    assert source_from_bytes(rb"x = '\d' is 1", "f.py").text == r"x = '\d' is 1"


def test_large_files_are_refused() -> None:
    assert refused(b"x = 1\n" * 50_001).code == "FLC006"
    assert source_from_bytes(b"x = 1\n" * 49_000, "f.py")


def test_a_file_larger_than_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.py"
    path.write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    with pytest.raises(SourceError) as caught:
        read_source(str(path))
    assert [each.code for each in caught.value.diagnostics] == ["FLC006"]


@pytest.mark.parametrize("location", ["missing.py", ".", "a\0b.py"])
def test_what_cannot_be_opened_is_said(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError) as caught:
        read_source(location)
    assert [each.code for each in caught.value.diagnostics] == ["FLC001"]


DEEP = {
    "parentheses": lambda n: "x = " + "(" * n + "1" + ")" * n,
    "lists": lambda n: "x = " + "[" * n + "]" * n,
    "calls": lambda n: "x = " + "f(" * n + ")" * n,
    "subscripts": lambda n: "x = " + "a[" * n + "b" + "]" * n,
    "not": lambda n: "x = " + "not " * n + "1",
    "minus": lambda n: "x = " + "-" * n + "1",
    "lambdas": lambda n: "x = " + "lambda: " * n + "1",
    "conditions": lambda n: "x = " + "1 if a else " * n + "1",
    "powers": lambda n: "x = 1" + " ** 1" * n,
    "blocks": lambda n: "".join(" " * i + "if a:\n" for i in range(min(n, 900)))
    + " " * min(n, 900)
    + "b",
    "sums": lambda n: "x = 1" + " + 1" * n,
    "ands": lambda n: "x = a" + " and a" * n,
    "attributes": lambda n: "x = a" + ".b" * n,
    "chained calls": lambda n: "x = a" + ".b()" * n,
    "items": lambda n: "x = a" + "[0]" * n,
    "elifs": lambda n: "if a: b\n" + "elif a: b\n" * n,
    "strings": lambda n: "x = " + "'a' " * n,
    "formatted strings": lambda n: "x = " + "f'{a}' " * n,
    "generators": lambda n: "x = [a " + "for a in b " * n + "]",
    "dotted imports": lambda n: "import a" + ".b" * n,
    "dotted froms": lambda n: "from a" + ".b" * n + " import c",
    "patterns": lambda n: "match a:\n case " + "[" * n + "]" * n + ": b",
    "pattern groups": lambda n: "match a:\n case " + "(" * n + "b" + ")" * n + ": b",
    "pattern maps": lambda n: "match a:\n case " + "{1:" * n + "b" + "}" * n + ": b",
    "pattern classes": lambda n: "match a:\n case " + "A(" * n + ")" * n + ": b",
}


@pytest.mark.parametrize("depth", [600, 20_000])
@pytest.mark.parametrize("shape", DEEP)
def test_what_is_nested_too_deep_is_refused(shape: str, depth: int) -> None:
    assert refused(DEEP[shape](depth).encode() + b"\n").code == "FLC005"


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "f(" * 40 + ")" * 40,
        "x = " + " + ".join("abcdefghij" * 30),
        "x = (\n" + "    'line'\n" * 400 + ")",
        "if a: b\n" + "elif a: b\n" * 300,
        "x = [\n" + "    {'a': [1, (2, 3)]},\n" * 10_000 + "]",
        "match a:\n  case {'k': [A(x=(1 | 2))]} if f(g(h([{(1)}]))): b\n",
        "match a:\n  # ((((((((((\n  case '((((((((': b\n",
        "match (a\n):\n  case [1]: b\n  case _: c\n",
    ],
)
def test_honest_depth_is_read(text: str) -> None:
    assert source_from_bytes(text.encode(), "f.py").text == text


def test_brackets_in_comments_hide_no_depth() -> None:
    text = "match (a\n):\n case (((  # ))))\n ((((b))))\n ))): pass\n"
    assert refused(text.encode()).code == "FLC005"


LIBCST = """
import sys, time
from flowc.compiler.source import source_from_bytes
from flowc.compiler.nesting import room_to_recurse
source = source_from_bytes(sys.stdin.buffer.read(), "f.py")
import libcst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from libcst.metadata import QualifiedNameProvider, ScopeProvider
start = time.monotonic()
with room_to_recurse():
    module = MetadataWrapper(libcst.parse_module(source.text))
    for each in PositionProvider, ParentNodeProvider, ScopeProvider:
        module.resolve(each)
    module.module.visit(libcst.CSTTransformer())
    assert module.module.code == source.text
print(time.monotonic() - start)
"""


@pytest.mark.slow
@pytest.mark.parametrize("shape", DEEP)
def test_what_is_let_through_is_safe_for_libcst(shape: str) -> None:
    """In a process of its own, at the deepest that the limits allow."""
    deepest = bisect.bisect(
        range(1, 520), False, key=lambda n: not passes(DEEP[shape](n))
    )
    assert deepest >= 6
    data = DEEP[shape](deepest).encode() + b"\n"
    command = [sys.executable, "-c", LIBCST]
    ran = subprocess.run(command, input=data, capture_output=True, timeout=60)
    assert ran.returncode == 0, ran.stderr.decode()[-500:]
    assert float(ran.stdout) < 20


def passes(text: str) -> bool:
    try:
        source_from_bytes(text.encode() + b"\n", "f.py")
    except SourceError:
        return False
    return True


def test_strings_on_one_line_are_not_taken_for_one() -> None:
    """A long line of strings is not nested, whatever quotes it has."""
    pairs = ", ".join(f"'key {n}': f\"{{x}}{n}\"" for n in range(600))
    assert passes(f"x = 1; y = {{{pairs}}}")
    quotes = '"' * 600
    assert passes(f"x = 'a', '''\n{quotes}''', 'b'")
    assert not passes("x = " + "'a' " * 600)
