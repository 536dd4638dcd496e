"""`flowc compile`: what it prints, writes and refuses."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flowc.compiler.emit.seal import read_seal

from .conftest import Answer

Flowc = Callable[..., Answer]
FLOW = 'with Flow("one") as first:\n    pass\n'
TWO = FLOW + 'with Flow("The second!") as second:\n    pass\n'


@pytest.fixture
def src(faked: Path) -> Path:
    """A source with one flow, in the working folder."""
    (faked / "flow.py").write_text(FLOW)
    return Path("flow.py")


def test_the_script_is_printed(flowc: Flowc, src: Path) -> None:
    answer = flowc("compile", src)
    assert (answer.code, answer.err) == (0, "")
    assert read_seal(answer.out) is not None
    assert flowc("compile", src, "-o", "-").out == answer.out


def test_the_script_is_written(flowc: Flowc, src: Path) -> None:
    answer = flowc("compile", src, "-o", "out.py")
    assert (answer.code, answer.out, answer.err) == (0, "", "out.py: written\n")
    assert Path("out.py").read_text() == flowc("compile", src).out
    assert sorted(os.listdir()) == ["flow.py", "out.py"]


def test_quiet_says_nothing(flowc: Flowc, src: Path) -> None:
    for place in (["-q", "compile"], ["compile", "-q"]):
        answer = flowc(*place, src, "-o", "out.py")
        assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_an_up_to_date_script_is_not_touched(flowc: Flowc, src: Path) -> None:
    flowc("compile", src, "-o", "out.py")
    os.utime("out.py", (1, 1))
    assert flowc("compile", src, "-o", "out.py").err == "out.py: up to date\n"
    assert os.stat("out.py").st_mtime == 1


def test_a_stale_script_is_overwritten(flowc: Flowc, src: Path) -> None:
    flowc("compile", src, "-o", "out.py")
    src.write_text(FLOW + "x = 1\n")
    assert flowc("compile", src, "-o", "out.py").code == 0
    assert Path("out.py").read_text() == flowc("compile", src).out


@pytest.mark.parametrize("made", ["by hand", "edited"])
def test_the_users_file_is_kept(flowc: Flowc, src: Path, made: str) -> None:
    text = "print(1)\n" if made == "by hand" else flowc("compile", src).out + "# mine\n"
    Path("out.py").write_text(text)
    answer = flowc("compile", src, "-o", "out.py")
    assert answer.code == 1
    assert "FLC902" in answer.err and "--force" in answer.err
    assert Path("out.py").read_text() == text
    assert flowc("compile", src, "-o", "out.py", "--force").code == 0
    assert Path("out.py").read_text() == flowc("compile", src).out


@pytest.mark.parametrize(
    ("edit", "code", "word"),
    [
        (lambda text: text, 0, ""),
        (lambda text: None, 1, "missing"),
        (lambda text: text + "x = 1\n", 1, "edited by hand"),
        (lambda text: "x = 1\n", 1, "not written by flowc"),
    ],
)
def test_check_tells_the_states_apart(
    flowc: Flowc, src: Path, edit: Callable[[str], str | None], code: int, word: str
) -> None:
    out = Path("out.py")
    text = edit(flowc("compile", src).out)
    if text is not None:
        out.write_text(text)
    answer = flowc("compile", src, "-o", "out.py", "--check")
    assert (answer.code, answer.out) == (code, "")
    assert word in answer.err
    assert bool(answer.err) == bool(code)
    assert (out.read_text() if out.exists() else None) == text


def test_check_finds_a_changed_source(flowc: Flowc, src: Path) -> None:
    flowc("compile", src, "-o", "out.py")
    src.write_text(FLOW + "x = 1\n")
    answer = flowc("compile", src, "-o", "out.py", "--check")
    assert answer.code == 1
    assert "FLC901" in answer.err and "stale: the source has changed" in answer.err


def test_check_with_force_still_writes_nothing(flowc: Flowc, src: Path) -> None:
    Path("out.py").write_text("mine")
    assert flowc("compile", src, "-o", "out.py", "--check", "--force").code == 1
    assert Path("out.py").read_text() == "mine"


def test_diff_shows_what_would_change(flowc: Flowc, src: Path) -> None:
    flowc("compile", src, "-o", "out.py")
    assert flowc("compile", src, "-o", "out.py", "--diff").out == ""
    before = Path("out.py").read_text() + "x = 1\n"
    Path("out.py").write_text(before)
    answer = flowc("compile", src, "-o", "out.py", "--diff")
    assert answer.code == 1
    assert answer.out.startswith("--- out.py") and "\n-x = 1\n" in answer.out
    assert Path("out.py").read_text() == before


def test_diff_of_nothing_shows_the_whole(flowc: Flowc, src: Path) -> None:
    answer = flowc("compile", src, "-o", "out.py", "--diff")
    assert answer.code == 1
    assert "+print('one')\n" in answer.out
    assert not Path("out.py").exists()


def test_an_error_writes_nothing(flowc: Flowc, src: Path) -> None:
    src.write_text(FLOW + "# say: error\n# say: warning\n")
    answer = flowc("compile", src, "-o", "out.py")
    assert (answer.code, answer.out) == (1, "")
    assert "flow.py:3:3: error FLC004: as told\n  3 | # say: error\n" in answer.err
    assert answer.err.endswith("1 error, 1 warning\n")
    assert not Path("out.py").exists()


def test_a_warning_is_one_error_if_strict(flowc: Flowc, src: Path) -> None:
    src.write_text(FLOW + "# say: warning\n# say: note\n")
    answer = flowc("compile", src, "-o", "out.py")
    assert answer.code == 0 and "1 warning, 1 note" in answer.err
    Path("out.py").unlink()
    answer = flowc("compile", src, "-o", "out.py", "--strict")
    assert answer.code == 1 and "1 error, 1 note" in answer.err
    assert not Path("out.py").exists()


def test_quiet_still_says_errors(flowc: Flowc, src: Path) -> None:
    src.write_text(FLOW + "# say: error\n# say: warning\n")
    answer = flowc("compile", "-q", src)
    assert "error FLC004" in answer.err and "warning" not in answer.err


@pytest.mark.parametrize("spelling", ["second", "The second!"])
def test_a_flow_is_chosen(flowc: Flowc, src: Path, spelling: str) -> None:
    src.write_text(TWO)
    answer = flowc("compile", src, "--flow", spelling)
    assert "print('The second!')" in answer.out and "'one'" not in answer.out


def test_all_flows_go_to_a_folder(flowc: Flowc, src: Path) -> None:
    src.write_text(TWO)
    answer = flowc("compile", src, "--all-flows", "-o", "made/here")
    assert answer.code == 0, answer
    assert sorted(os.listdir("made/here")) == ["one.py", "the_second.py"]
    assert flowc("compile", src, "--all-flows", "-o", "made/here", "--check").code == 0


def test_all_flows_are_written_or_none(flowc: Flowc, src: Path) -> None:
    src.write_text(TWO)
    Path("made").mkdir()
    Path("made/the_second.py").write_text("mine")
    assert flowc("compile", src, "--all-flows", "-o", "made").code == 1
    assert os.listdir("made") == ["the_second.py"]
    answer = flowc("compile", src, "--all-flows", "-o", "made", "--check")
    assert "one.py is missing" in answer.err
    assert "the_second.py is not written by flowc" in answer.err


def test_all_flows_never_overwrite_the_source(flowc: Flowc, faked: Path) -> None:
    Path("one.py").write_text(FLOW)
    answer = flowc("compile", "one.py", "--all-flows", "-o", ".", "--force")
    assert answer.code == 2 and "is the source itself" in answer.err
    assert Path("one.py").read_text() == FLOW


def test_all_flows_follow_no_link(flowc: Flowc, src: Path) -> None:
    Path("made").mkdir()
    Path("target").write_text("mine")
    Path("made/one.py").symlink_to(Path("target").resolve())
    answer = flowc("compile", src, "--all-flows", "-o", "made", "--force")
    assert answer.code == 2
    assert Path("target").read_text() == "mine"


@pytest.mark.parametrize("link", ["same", "symbolic", "hard"])
def test_the_source_is_never_the_output(flowc: Flowc, src: Path, link: str) -> None:
    out = Path("flow.py") if link == "same" else Path("link.py")
    if link == "symbolic":
        out.symlink_to("flow.py")
    elif link == "hard":
        out.hardlink_to("flow.py")
    answer = flowc("compile", src, "-o", out, "--force")
    assert answer.code == 2 and "is the source itself" in answer.err
    assert src.read_text() == FLOW


@pytest.mark.parametrize(
    "arguments",
    [
        ("--flow", "a", "--all-flows", "-o", "made"),
        ("--all-flows",),
        ("--all-flows", "-o", "-"),
        ("--all-flows", "-o", "a_file"),
        ("--check",),
        ("--diff", "-o", "-"),
        ("-o", "a_folder"),
        ("-o", "new_folder/"),
        ("--runtime", "none"),
        ("--unknown",),
        ("extra",),
    ],
)
def test_nonsense_is_usage(flowc: Flowc, src: Path, arguments: tuple[str, ...]) -> None:
    Path("a_file").write_text("")
    Path("a_folder").mkdir()
    answer = flowc("compile", src, *arguments)
    assert answer.code == 2, answer
    assert answer.out == "" and "Error: " in answer.err
    assert sorted(os.listdir()) == ["a_file", "a_folder", "flow.py"]


def test_a_missing_source_is_usage(flowc: Flowc, faked: Path) -> None:
    answer = flowc("compile", "missing.py", "-o", "out.py")
    assert answer.code == 2
    assert "cannot open missing.py: No such file" in answer.err
    assert os.listdir() == []


def test_a_missing_folder_is_usage(flowc: Flowc, src: Path) -> None:
    answer = flowc("compile", src, "-o", "no/where/out.py")
    assert answer.code == 2
    assert "FLC903: cannot write no/where/out.py: No such file" in answer.err


@pytest.mark.parametrize("data", [b"\xff", b"a\0", b"x = (", b"(" * 2000])
def test_a_source_that_is_not_python_has_errors(
    flowc: Flowc, src: Path, data: bytes
) -> None:
    src.write_bytes(data)
    assert flowc("compile", src).code == 1


def test_json_has_the_script(flowc: Flowc, src: Path) -> None:
    src.write_text(FLOW + "# say: warning\n")
    answer = flowc("compile", src, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    told = json.loads(answer.out)
    assert told["exit_code"] == 0
    assert [each["severity"] for each in told["diagnostics"]] == ["warning"]
    (script,) = told["scripts"]
    assert (script["flow"], script["variable"]) == ("one", "first")
    assert script["text"] == flowc("compile", "-q", src).out


def test_json_has_the_states(flowc: Flowc, src: Path) -> None:
    Path("out.py").write_text("mine\n")
    arguments = ("compile", src, "-o", "out.py", "--format", "json")
    told = json.loads(flowc(*arguments).out)
    assert told["exit_code"] == 1
    assert [each["code"] for each in told["diagnostics"]] == ["FLC902"]
    (script,) = told["scripts"]
    assert (script["state"], script["written"]) == ("not written by flowc", False)
    told = json.loads(flowc(*arguments, "--force").out)
    assert (told["exit_code"], told["scripts"][0]["written"]) == (0, True)
    told = json.loads(flowc(*arguments, "--diff").out)
    assert (told["exit_code"], told["scripts"][0]["diff"]) == (0, "")
