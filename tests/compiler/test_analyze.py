"""`flowc analyze`: every flow of an estate, whatever its files are like."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from flowc.compiler.estate.as_markdown import as_markdown
from flowc.compiler.estate.as_text import as_text
from flowc.compiler.estate.look import look_at
from flowc.compiler.estate.pool import each_apart
from flowc.compiler.estate.rows import CodeCount, Estate, Outcome, Row
from flowc.compiler.estate.walk import walk

from tests.support.commands import FLOWC, clean_environment, flowc as start

from .conftest import Answer
from .notebooks import write_notebook

Flowc = Callable[..., Answer]

GOOD = """
import pandas
from prefect import Flow, task

@task
def one():
    return pandas

with Flow("good") as flow:
    one()
"""
WARNED = """
from prefect import Flow
from prefect.tasks.aws.s3 import S3List
listed = S3List(bucket="b")
with Flow("warned") as flow:
    listed()
"""
SEVERAL = """
from prefect import Flow, task

@task
def one(x=1):
    return x

with Flow("first") as first:
    one()

with Flow("second") as second:
    one(1, 2)
    one(3, 4)

with Flow("third") as third:
    one.map([1, 2])
"""
HELPER = "from prefect import Flow, task\n\ndef f(flow: Flow):\n    pass\n"


LAID_OUT = """
a.py b.ipynb c.txt .hidden/a.py .venv/a.py venv/a.py node_modules/a.py x/build/a.py
dist/a.py lib/site-packages/a.py __pycache__/a.py .git/a.py x/y/a.py x/built/a.py
"""


@pytest.fixture
def estate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An estate with everything in it, as the working folder."""
    monkeypatch.chdir(tmp_path)
    flows = tmp_path / "flows"
    (flows / "deep").mkdir(parents=True)
    (flows / "good.py").write_text(GOOD)
    (flows / "warned.py").write_text(WARNED)
    (flows / "deep" / "several.py").write_text(SEVERAL)
    (flows / "broken.py").write_text("import prefect\nx = (\n")
    (flows / "bytes.py").write_bytes(b"# prefect\nx = '\xff'\n")
    (flows / "helper.py").write_text(HELPER)
    (flows / "other.py").write_text("x = 1\n")
    write_notebook(flows / "noted.ipynb", GOOD.replace("good", "noted"))
    return tmp_path


def analyzed(flowc: Flowc, *arguments: str | Path) -> dict[str, Any]:
    answer = flowc("analyze", "--format", "json", "--jobs", "2", *arguments)
    assert (answer.code, answer.err) == (0, "")
    told = json.loads(answer.out)
    assert isinstance(told, dict)
    return told


def test_an_estate_is_told_at_a_glance(estate: Path) -> None:
    done = start("analyze", "flows", "--jobs", "2", folder=estate, ok=True)
    lines = done.out.split("\n")
    assert "  good    compiles" in lines
    assert "\n  warned  compiles with warnings  FLC407" in done.out
    assert "  second  refused                 FLC204 x2" in lines
    assert "\n      flows/broken.py:2:5: '(' was never closed (flowc reads " in done.out
    assert (
        "8 files, 6 with flows; 8 flows: 4 compile, 1 compile with warnings,"
        " 3 are refused, 5 lowered" in lines
    )
    assert lines[lines.index("Packages, besides dask and distributed") + 1 :] == [
        "    2 flows  pandas",
        "     1 flow  prefect",
        "",
    ]
    assert done.err == ""
    assert sorted(path.name for path in estate.iterdir()) == ["flows"]


def test_json_has_all_of_it_in_order(flowc: Flowc, estate: Path) -> None:
    told = analyzed(flowc, "flows")
    assert (told["files"], told["files_with_flows"]) == (8, 6)
    assert told["outcomes"] == {
        "compiles": 4,
        "compiles with warnings": 1,
        "refused": 3,
    }
    rows = [(each["path"], each["flow"], each["outcome"]) for each in told["flows"]]
    assert rows == [
        ("flows/broken.py", "", "refused"),
        ("flows/bytes.py", "", "refused"),
        ("flows/deep/several.py", "first", "compiles"),
        ("flows/deep/several.py", "second", "refused"),
        ("flows/deep/several.py", "third", "compiles"),
        ("flows/good.py", "good", "compiles"),
        ("flows/noted.ipynb", "noted", "compiles"),
        ("flows/warned.py", "warned", "compiles with warnings"),
    ]
    assert told["flows"][3]["codes"] == [
        {"code": "FLC204", "severity": "error", "count": 2}
    ]
    assert told["flows"][3]["reason"].startswith("flows/deep/several.py:12:")
    assert told["flows"][7]["needs"] == ["prefect"]
    assert told["packages"][0] == {"package": "pandas", "flows": 2}
    assert [each["code"] for each in told["codes"][:4]] == [
        "FLC002",
        "FLC004",
        "FLC204",
        "FLC407",
    ]
    assert told["codes"][2] == {
        "code": "FLC204",
        "severity": "error",
        "title": "a task is called with the wrong arguments",
        "flows": 1,
        "times": 2,
    }
    assert analyzed(flowc, "flows") == told


def test_what_is_not_lowered_is_named(flowc: Flowc, tmp_path: Path) -> None:
    path = tmp_path / "f.py"
    path.write_text(GOOD + "\n    exec('one(1)')\n")
    told = analyzed(flowc, path)
    assert told["lowered"] == 0
    [row] = told["flows"]
    assert (row["outcome"], row["lowered"]) == ("compiles with warnings", False)
    [place] = row["left"]
    assert place.endswith(": exec may make tasks")


def test_a_flow_that_fails_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "f.py"
    path.write_text(SEVERAL)
    rows = look_at(str(path), ())
    assert [(row.flow, row.variable, row.outcome) for row in rows] == [
        ("first", "first", Outcome.COMPILES),
        ("second", "second", Outcome.REFUSED),
        ("third", "third", Outcome.COMPILES),
    ]
    # Neither has to have a variable or a name of its own.
    path.write_text(SEVERAL.replace("as second", "as first").replace("third", "first"))
    rows = look_at(str(path), ())
    assert [row.flow for row in rows] == ["first", "second", "first"]
    assert rows[1].outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (HELPER, False),
        ("import prefect\nx = 1\n", False),
        ("from prefect import task\n@task\ndef f():\n    pass\n", False),
        ("from prefect import task\nfrom .gone import x\n", False),
        ("# @generated by flowc 1 from f.py\nimport prefect\nFlow('x')\n", False),
        ("from prefect import flow\n@flow\ndef f():\n    pass\n", True),
        ("import prefect\ndef f(x):\n    return [prefect.Flow(n) for n in x]\n", True),
        ("import prefect\nprint 1\n", True),
        ("print 1\n", False),
    ],
)
def test_only_what_looks_like_a_flow_is_listed(
    text: str, listed: bool, tmp_path: Path
) -> None:
    path = tmp_path / "f.py"
    path.write_text(text)
    rows = look_at(str(path), ())
    assert [row.outcome for row in rows] == [Outcome.REFUSED] * listed


def test_flows_whose_class_has_another_name_are_counted(
    flowc: Flowc, tmp_path: Path
) -> None:
    """Their files need not say prefect, nor Flow."""
    (tmp_path / "base.py").write_text(
        "from prefect import Flow, task\n"
        "class Job(Flow):\n    pass\n"
        "@task\ndef one():\n    return 1\n"
    )
    own = "from base import Job, one\nwith Job('own') as flow:\n    one()\n"
    (tmp_path / "own.py").write_text(own)
    other = "from company.base import PackageFlow as Job\nfrom base import one\n"
    (tmp_path / "package.py").write_text(
        f"{other}with Job('package') as f:\n    one()\n"
    )
    answer = flowc("analyze", "--format=json", str(tmp_path))
    rows = json.loads(answer.out)["flows"]
    assert [(row["flow"], row["outcome"]) for row in rows] == [
        ("own", "compiles"),
        ("package", "compiles with warnings"),
    ]


def test_a_bug_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object) -> None:
        raise ZeroDivisionError("first line\nsecond line")

    monkeypatch.setattr("flowc.compiler.estate.each.lower_flow", fails)
    (tmp_path / "f.py").write_text(SEVERAL)
    rows = look_at(str(tmp_path / "f.py"), ())
    assert [row.flow for row in rows] == ["first", "second", "third"]
    assert {row.codes for row in rows} == {(CodeCount("FLC999", "error", 1),)}
    words = "flowc has a bug: ZeroDivisionError: first line second line"
    assert {row.reason for row in rows} == {words}


def test_modules_are_looked_for_below_a_source_root(flowc: Flowc, estate: Path) -> None:
    (estate / "lib").mkdir()
    text = GOOD.replace("import pandas\n", "").replace("@task", "@task\n@nothing")
    text = text.replace("from prefect", "from wrapping import nothing\nfrom prefect")
    (estate / "lib" / "wrapping.py").write_text(
        "import yaml\ndef nothing(f):\n  yaml\n"
    )
    (estate / "f.py").write_text(text)
    # Below --source-root the module's code becomes the script's, with its needs.
    [without] = analyzed(flowc, "f.py")["flows"]
    [flow] = analyzed(flowc, "f.py", "--source-root", "lib")["flows"]
    assert (without["needs"], flow["needs"]) == (["wrapping"], ["yaml"])


def test_folders_of_others_are_left_out(tmp_path: Path) -> None:
    for name in LAID_OUT.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.py").symlink_to(tmp_path / "nowhere")
    found = [os.path.relpath(each, tmp_path) for each in walk([str(tmp_path)]).files]
    assert found == ["a.py", "b.ipynb", "x/built/a.py", "x/y/a.py"]
    venv = str(tmp_path / "venv")
    assert walk([venv]).files == (f"{venv}/a.py",)


def test_paths_are_as_they_were_given(estate: Path) -> None:
    assert walk(["."]).files[0] == "flows/broken.py"
    assert walk(["./flows/"]).files[0] == "flows/broken.py"
    assert walk([str(estate)]).files[0] == f"{estate}/flows/broken.py"
    twice = walk(["flows/good.py", "flows", str(estate / "flows" / "good.py")])
    assert twice == walk(["flows"])


def test_a_folder_that_cannot_be_read_is_told(
    estate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refusing)
    assert walk(["flows"]).unreadable == (("flows/deep", "Permission denied"),)


def test_a_missing_path_is_usage(flowc: Flowc, estate: Path) -> None:
    answer = flowc("analyze", "flows", "missing")
    assert (answer.code, answer.out) == (2, "")
    assert "'missing' does not exist" in answer.err


def test_strict_is_about_refused_flows(flowc: Flowc, estate: Path) -> None:
    assert flowc("analyze", "flows/warned.py", "--strict").code == 0
    assert flowc("analyze", "flows/broken.py", "--strict").code == 1
    assert flowc("analyze", "flows/broken.py").code == 0


def test_an_estate_without_flows_is_no_mistake(flowc: Flowc, tmp_path: Path) -> None:
    assert flowc("analyze", tmp_path).out == "0 files, 0 with flows; 0 flows\n"
    assert flowc("analyze", tmp_path, "--format", "csv").out.count("\n") == 1
    assert flowc("analyze", tmp_path, "--format", "md").out.count("|") == 0


def test_progress_is_shown_if_asked_for_and_goes(flowc: Flowc, estate: Path) -> None:
    shown = flowc("analyze", "flows/good.py", "flows/other.py", "--progress").err
    assert "\r\x1b[K1/2 flows/" in shown and shown.endswith("\r\x1b[K")
    assert flowc("analyze", "flows/good.py").err == ""
    assert flowc("analyze", "flows/good.py", "--progress", "-q").err == ""


ROW = Row(
    "a|b\n.py",
    "<i>*x*",
    "flow",
    Outcome.REFUSED,
    (CodeCount("FLC204", "error", 2), CodeCount("FLC427", "note", 1)),
    ("google.cloud.storage", "pandas"),
    'say "no", [here]',
)


def test_csv_is_a_line_for_each_flow(flowc: Flowc, estate: Path) -> None:
    answer = flowc("analyze", "flows", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert len(rows) == 8
    assert rows[3]["codes"] == "FLC204:2"
    assert (rows[5]["variable"], rows[5]["needs"]) == ("flow", "pandas")


def test_markdown_has_tables_that_names_do_not_break() -> None:
    text = as_markdown(Estate(3, (ROW,)))
    assert text.startswith(
        "3 files, 1 with flows; 1 flow: 1 are refused, 0 lowered.\n\n| file |"
    )
    assert (
        "| a\\|b\\\\n.py | &lt;i>\\*x\\* | refused | FLC204 x2, FLC427 "
        '| google.cloud.storage, pandas | say "no", \\[here\\] |\n'
    ) in text
    assert "| FLC427 | note | 1 | 1 | two maps in a row that are not fused" in text
    assert "| pandas | 1 |\n" in text


def test_names_do_not_break_the_text() -> None:
    assert as_text(Estate(1, (ROW,))).startswith("a|b\\n.py\n  <i>*x*  refused  ")


# The pool


def answer(item: str) -> str:
    """The work of the pool's tests: do what the item says."""
    if item.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if item.startswith("leave"):
        os._exit(7)
    if item.startswith("sleep"):
        time.sleep(60)
    return item.upper()


def lost(item: str, why: str) -> str:
    return f"{item}: {why}"


def test_what_ends_a_process_costs_one_item_only() -> None:
    items = ["a", "die", "b", "leave", "die 2", "c", "d"]
    found = dict(each_apart(items, answer, lost, jobs=2, timeout=60))
    killed = "its process was ended by SIGKILL"
    assert found == {
        "a": "A",
        "b": "B",
        "c": "C",
        "d": "D",
        "die": f"die: {killed}",
        "die 2": f"die 2: {killed}",
        "leave": "leave: its process ended with exit code 7",
    }


def test_what_takes_too_long_is_given_up() -> None:
    items = ["sleep", "a", "b"]
    found = dict(each_apart(items, answer, lost, jobs=1, timeout=1))
    assert found == {"a": "A", "b": "B", "sleep": "sleep: it took longer than 1 s"}


def test_no_process_is_left_behind() -> None:
    answers = each_apart(["a", "sleep"], answer, lost, jobs=2, timeout=60)
    assert next(answers) == ("a", "A")
    assert len(workers(os.getpid())) == 2
    answers.close()  # type: ignore[attr-defined]
    assert workers(os.getpid()) == []


def workers(parent: int) -> list[psutil.Process]:
    """The pool's processes of a process."""
    children = psutil.Process(parent).children()
    return [each for each in children if "spawn_main" in " ".join(each.cmdline())]


@pytest.fixture
def stuck(estate: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command at work on a file that never comes to its end, with one process."""
    os.mkfifo(estate / "endless.py")
    files = ["endless.py", "flows/good.py", "--jobs", "1", "--format", "csv"]
    process = subprocess.Popen(
        [FLOWC, "analyze", *files],
        cwd=estate,
        env=clean_environment(estate),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # Opening it for writing waits until it is opened for reading.
    with open(estate / "endless.py", "w"):
        yield process
    process.kill()
    process.communicate()


def test_a_killed_process_is_told_and_the_rest_goes_on(
    stuck: "subprocess.Popen[str]",
) -> None:
    [worker] = workers(stuck.pid)
    worker.kill()
    out, err = stuck.communicate(timeout=60)
    assert (stuck.returncode, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["path"], row["outcome"]) for row in rows] == [
        ("endless.py", "refused"),
        ("flows/good.py", "compiles"),
    ]
    assert rows[0]["codes"] == "FLC904:1"
    assert rows[0]["reason"].endswith("its process was ended by SIGKILL")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interruption_ends_all_processes(
    stuck: "subprocess.Popen[str]", name: str
) -> None:
    number = getattr(signal, name)
    [worker] = workers(stuck.pid)
    stuck.send_signal(number)
    out, err = stuck.communicate(timeout=60)
    assert (stuck.returncode, out, err) == (128 + number, "", "")
    assert not worker.is_running()


def test_a_timeout_is_told(estate: Path) -> None:
    os.mkfifo(estate / "endless.py")
    files = ["flows/good.py", "endless.py", "--timeout", "1", "--format", "csv"]
    done = start("analyze", *files, folder=estate, ok=True)
    [endless] = [
        row for row in csv.reader(io.StringIO(done.out)) if "endless" in row[0]
    ]
    assert endless[4] == "FLC904:1"
    assert endless[6] == "endless.py is given up: it took longer than 1 s"


def test_the_module_analyzes_as_the_command_does(estate: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flowc.compiler", "analyze", "flows/good.py"],
        cwd=estate,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 file, 1 with flows; 1 flow: 1 compile, 1 lowered\n" in done.stdout
