"""Values from the text of options: Prefect's rule for JSON and plain text."""

from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.program.errors import UsageProblem
from flowc.runtime.program.option_values import named_values, values_in_file


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("1.5", 1.5),
        ("true", True),
        ("null", None),
        ("[1, 2]", [1, 2]),
        ('{"a": 1}', {"a": 1}),
        ('"5"', "5"),
        ("abc", "abc"),
        ("a=b", "a=b"),
        ("2024-01-01", "2024-01-01"),
        ("", ""),
        ("C:\\temp", "C:\\temp"),
    ],
)
def test_json_or_text(text: str, value: Any) -> None:
    assert named_values([f"p={text}"], "--param") == {"p": value}


@pytest.mark.parametrize("text", ['"open', '{"a": ', "[1, 2", "{a: 1}", 'say "hi"'])
def test_what_looks_like_json_has_to_be(text: str) -> None:
    with pytest.raises(UsageProblem, match="--param p") as problem:
        named_values([f"p={text}"], "--param")
    assert problem.value.exit_code == 2


@pytest.mark.parametrize("pair", ["p", "=5", ""])
def test_a_name_and_a_value_are_needed(pair: str) -> None:
    with pytest.raises(UsageProblem, match="NAME=VALUE"):
        named_values([pair], "--context")


def test_the_last_of_a_name_counts() -> None:
    assert named_values(["p=1", "q=2", "p=3"], "--param") == {"p": 3, "q": 2}


def test_a_file_of_values(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text('{"p": [1], "naïve": "é"}', encoding="utf-8")
    assert values_in_file(str(file)) == {"p": [1], "naïve": "é"}


@pytest.mark.parametrize("text", ["[1]", "{", "", "\udcff"])
def test_a_file_without_values(text: str, tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(UsageProblem, match=r"p\.json"):
        values_in_file(str(file))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="absent"):
        values_in_file(str(tmp_path / "absent"))
