"""Diagnostics: the table, their order, text, JSON and explanations."""

import ast
import itertools
import json
import re

import pytest
from flowc.compiler.diagnostics import (
    CODES,
    Diagnostic,
    Note,
    Severity,
    Span,
    diagnose,
    in_order,
)
from flowc.compiler.diagnostics.codes import ROWS
from flowc.compiler.diagnostics.color import wants_color
from flowc.compiler.diagnostics.explain import explain, suggestions
from flowc.compiler.diagnostics.json import as_objects
from flowc.compiler.diagnostics.text import render, summary


def test_a_code_stands_in_the_table_once() -> None:
    assert len(CODES) == len(ROWS)


def test_the_table_is_sorted() -> None:
    assert list(CODES) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_row_is_complete(code: str) -> None:
    row = CODES[code]
    assert re.fullmatch(r"FLC\d{3}", code)
    assert row.title and row.title[0].islower() and not row.title.endswith(".")
    assert len(row.explanation.strip()) > 80
    assert max(map(len, row.explanation.splitlines())) <= 88


def test_a_diagnostic_takes_its_severity_from_the_table() -> None:
    assert diagnose("FLC004", "x").severity is Severity.ERROR
    warned = diagnose("FLC004", "x", severity=Severity.WARNING)
    assert warned.severity is Severity.WARNING


def test_an_unknown_code_is_a_bug() -> None:
    with pytest.raises(KeyError):
        diagnose("FLC000", "x")


def test_order_is_by_place_then_severity() -> None:
    def at(line: int, column: int, severity: Severity) -> Diagnostic:
        span = Span("f.py", line, column, line, column + 1)
        return diagnose("FLC004", "x", span, severity=severity)

    right = (
        diagnose("FLC001", "no place"),
        at(1, 2, Severity.NOTE),
        at(2, 1, Severity.ERROR),
        at(2, 1, Severity.WARNING),
        at(10, 1, Severity.ERROR),
    )
    for mixed in itertools.permutations(right):
        assert in_order(mixed) == right


def test_what_is_said_twice_is_told_once() -> None:
    assert in_order((diagnose("FLC004", "x"),) * 2) == (diagnose("FLC004", "x"),)


TEXT = """\
from prefect import x
\tfoo(\t日本 = bar(1), baz)
with Flow(
    "a",
) as f:
"""


def shown(span: Span, text: str = TEXT) -> list[str]:
    """The excerpt of a diagnostic at a span."""
    return render([diagnose("FLC004", "m", span)], {"f.py": text}).splitlines()[1:-1]


def test_place_code_and_message_come_first() -> None:
    text = render([diagnose("FLC004", "bad call", Span("f.py", 3, 6, 3, 10))], {})
    assert text == "f.py:3:6: error FLC004: bad call\n\n"


def test_carets_stand_under_the_span() -> None:
    assert shown(Span("f.py", 3, 6, 3, 10)) == [
        "  3 | with Flow(",
        "    |      ^^^^",
    ]


def test_carets_allow_for_tabs_and_wide_characters() -> None:
    assert shown(Span("f.py", 2, 7, 2, 9)) == [
        "  2 |     foo(    日本 = bar(1), baz)",
        "    |             ^^^^",
    ]
    assert shown(Span("f.py", 2, 12, 2, 15))[1] == "    |                    ^^^"


def test_a_combining_character_takes_no_room() -> None:
    decomposed = "e\u0301 + b"
    assert shown(Span("f.py", 1, 6, 1, 7), decomposed)[1] == "    |     ^"


def test_every_line_of_a_span_gets_its_carets() -> None:
    assert shown(Span("f.py", 3, 6, 5, 2)) == [
        "  3 | with Flow(",
        "    |      ^^^^^",
        '  4 |     "a",',
        "    |     ^^^^",
        "  5 | ) as f:",
        "    | ^",
    ]


def test_the_middle_of_a_long_span_is_left_out() -> None:
    text = "".join(f"line{n}\n" for n in range(1, 101))
    lines = shown(Span("f.py", 1, 1, 100, 8), text)
    numbered = [line.split()[0] for line in lines if line.split()[0] != "|"]
    assert numbered == ["1", "2", "3", "4", "...", "100"]


def test_an_empty_span_and_one_at_the_end_get_a_caret() -> None:
    assert shown(Span("f.py", 1, 1, 1, 1), "ab") == ["  1 | ab", "    | ^"]
    assert shown(Span("f.py", 1, 3, 1, 3), "ab") == ["  1 | ab", "    |   ^"]


def test_a_span_beyond_the_text_has_no_excerpt() -> None:
    assert shown(Span("f.py", 9, 1, 9, 2)) == []


def test_a_long_line_is_cut_around_the_span() -> None:
    text = "a" * 5000 + "HERE" + "b" * 5000
    line, carets = shown(Span("f.py", 1, 5001, 1, 5005), text)
    assert len(line) < 140
    assert line[carets.index("^") : carets.rindex("^") + 1] == "HERE"


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\u202e", "\x07", "\u2028", "\x0c"])
def test_text_of_the_source_cannot_steer_the_terminal(hostile: str) -> None:
    span = Span(f"{hostile}.py", 1, 1, 1, 4)
    diagnostic = diagnose(
        "FLC004", f"a{hostile}b", span, notes=[Note(hostile)], help=hostile
    )
    text = render([diagnostic], {span.file: f"x{hostile}y = 1"})
    assert hostile not in text
    assert "x\\" in text


def test_carets_match_escaped_characters() -> None:
    line, carets = shown(Span("f.py", 1, 3, 1, 4), "a\x1bb")
    assert line[carets.index("^")] == "b"


def test_notes_and_help_follow() -> None:
    diagnostic = diagnose(
        "FLC004",
        "m",
        Span("f.py", 1, 1, 1, 5),
        notes=[Note("declared here", Span("f.py", 3, 1, 3, 5)), Note("and so")],
        help="write\n    a = 1",
    )
    assert render([diagnostic], {"f.py": TEXT}) == (
        "f.py:1:1: error FLC004: m\n"
        "  1 | from prefect import x\n"
        "    | ^^^^\n"
        "  f.py:3:1: note: declared here\n"
        "  3 | with Flow(\n"
        "    | ^^^^\n"
        "  note: and so\n"
        "  help: write\n"
        "            a = 1\n"
        "\n"
    )


def test_colour_changes_nothing_but_colour() -> None:
    diagnostic = diagnose("FLC004", "m", Span("f.py", 1, 1, 1, 5), help="h")
    plain = render([diagnostic], {"f.py": TEXT})
    coloured = render([diagnostic], {"f.py": TEXT}, color=True)
    assert coloured != plain
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


class Terminal:
    """A stream that is a terminal, or is not."""

    def __init__(self, yes: bool) -> None:
        self.yes = yes

    def isatty(self) -> bool:
        return self.yes


@pytest.mark.parametrize(
    ("terminal", "environ", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_who_gets_colour(terminal: bool, environ: dict[str, str], wanted: bool) -> None:
    stream = Terminal(terminal)
    assert wants_color(stream, environ) is wanted


def test_the_summary_counts() -> None:
    found = [diagnose("FLC004", str(n)) for n in range(2)]
    found.append(diagnose("FLC004", "w", severity=Severity.WARNING))
    assert summary(found) == "2 errors, 1 warning"


def test_json_has_all_that_text_has() -> None:
    span = Span("f.py", 1, 2, 3, 4)
    diagnostic = diagnose("FLC004", "m", span, notes=[Note("n", span)], help="h")
    place = {"file": "f.py", "line": 1, "column": 2, "end_line": 3, "end_column": 4}
    assert json.loads(
        json.dumps(as_objects([diagnostic, diagnose("FLC001", "x")]))
    ) == [
        {
            "code": "FLC004",
            "severity": "error",
            "message": "m",
            "span": place,
            "notes": [{"message": "n", "span": place}],
            "help": "h",
        },
        {
            "code": "FLC001",
            "severity": "error",
            "message": "x",
            "span": None,
            "notes": [],
            "help": None,
        },
    ]


@pytest.mark.parametrize("spelling", ["FLC004", "flc004", " 004 ", "4"])
def test_a_code_is_explained_however_spelled(spelling: str) -> None:
    page = explain(spelling)
    assert page is not None
    assert page.startswith("FLC004: the source is not valid Python\nSeverity: error\n")


def test_an_unknown_code_has_suggestions() -> None:
    assert explain("FLC0044") is None
    assert "FLC004" in suggestions("FLC0044")
    assert suggestions("weather") == []


def test_examples_of_python_parse() -> None:
    """What explanations show as Python to write is Python."""
    page = CODES["FLC007"].explanation
    code = "\n".join(x[4:] for x in page.splitlines() if x.startswith("    "))
    assert isinstance(ast.parse(code).body[0], ast.ImportFrom)
