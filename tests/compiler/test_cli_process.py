"""The command as a process: start-up, signals, pipes, `flowc run`."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FLOWC = Path(sys.executable).with_name("flowc")
ROOT = Path(__file__).parents[2]
FLOW = 'with Flow("one") as first:\n    pass\n# body:\n'
# The command with the stand-in for a compiler, in a process of its own.
FAKED = """
import sys
from tests.compiler import fake
import flowc.compiler.driver
flowc.compiler.driver.compile_source = fake.compile_source
from flowc.compiler.cli import main
sys.exit(main())
"""


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Start the command with the stand-in, in an empty folder, temporary files too."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    search = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])

    def run(*arguments: str, **environ: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", FAKED, *arguments],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": search,
                "TMPDIR": str(temporary),
                **environ,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    return run


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["explain", "4"]])
def test_the_light_commands_start_quickly(arguments: list[str]) -> None:
    """In processor time, the best of some tries: other tests may keep it busy."""
    times = []
    for _ in range(10):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([FLOWC, *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        times.append(used)
        if used < 0.2:
            break
    assert min(times) < 0.2, times


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["explain", "4"]])
def test_the_light_commands_import_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from flowc.compiler.cli import main; "
        f"main({arguments!r}); print('\\nmodules', *sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    loaded = set(ran.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {"libcst", "black", "jinja2", "dask", "distributed", "asyncio"}


def test_the_module_runs_as_a_program() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "flowc.compiler", "--version"],
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout[:6]) == (0, "flowc ")


def test_a_flow_is_run_with_its_options_and_exit_code(
    start: Start, tmp_path: Path
) -> None:
    body = "import sys\nprint(*sys.argv[1:])\nprint(__file__)\nsys.exit(7)\n"
    (tmp_path / "flow.py").write_text(FLOW + body)
    for dashes in ([], ["--"]):
        process = start("run", "flow.py", *dashes, "--once", "-v", "--help", "x=1")
        out, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (7, "")
        arguments, file = out.splitlines()
        assert arguments == "--once -v --help x=1"
        assert Path(file).name == "flow.py"
        assert Path(file).parent.parent == tmp_path / "temporary"
        assert os.listdir(tmp_path / "temporary") == []


def test_options_of_flowc_may_stand_behind_the_source(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "two.py").write_text(f"{FLOW}print('ran')\n# say: warning\n")
    process = start("run", "two.py", "--once", "--strict")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "") and "error FLC" in err
    process = start("run", "two.py", "--flow=absent", "--once")
    out, err = process.communicate(timeout=30)
    assert "choose one" not in err and "--flow" not in out


def test_a_file_with_a_long_name_is_run(start: Start, tmp_path: Path) -> None:
    name = "x" * 251
    (tmp_path / f"{name}.txt").write_text(f"{FLOW}print('ran')\n")
    process = start("run", f"{name}.txt")
    assert process.communicate(timeout=30) == ("ran\n", "")


def test_a_full_temporary_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "flow.py").write_text(FLOW)
    full = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", sys.executable, "-B", "-c"]
    done = subprocess.run(
        [*full, FAKED, "run", "flow.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2, done
    assert "error FLC905: cannot write a temporary script" in done.stderr


def test_a_flow_of_standard_input_is_run(start: Start) -> None:
    process = start("run", "-", "a")
    out, _ = process.communicate(FLOW + "import sys; print(sys.argv[1])\n", timeout=30)
    assert (process.returncode, out) == (0, "a\n")


def test_a_flow_with_errors_is_not_run(start: Start, tmp_path: Path) -> None:
    text = "# say: warning\n" + FLOW + "print('ran')\n"
    (tmp_path / "flow.py").write_text(text)
    process = start("run", "flow.py")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "ran\n") and "warning FLC" in err
    process = start("run", "--strict", "flow.py")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "") and "error FLC" in err


SLEEPER = """
import signal, sys, time

def leave(number, frame):
    print("got", number, flush=True)
    sys.exit(100)

if {heeds}:
    for number in signal.SIGTERM, signal.SIGINT, signal.SIGHUP:
        signal.signal(number, leave)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_signals_reach_the_script(start: Start, tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    (tmp_path / "flow.py").write_text(FLOW + SLEEPER.format(heeds=True))
    process = start("run", "flow.py")
    assert process.stdout and process.stdout.readline() == "ready\n"
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (100, f"got {number:d}\n", "")
    assert os.listdir(tmp_path / "temporary") == []


def test_a_script_that_a_signal_ends_has_the_shells_exit_code(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "flow.py").write_text(FLOW + SLEEPER.format(heeds=False))
    process = start("run", "flow.py")
    assert process.stdout and process.stdout.readline() == "ready\n"
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 143
    assert os.listdir(tmp_path / "temporary") == []


def test_modules_beside_the_source_can_be_imported_by_a_run(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "helpers.py").write_text("VALUE = 42\n")
    (folder / "flow.py").write_text(FLOW + "import helpers\nprint(helpers.VALUE)\n")
    out, err = start("run", "flows/flow.py").communicate(timeout=30)
    assert (out, err) == ("42\n", "")


# Stops just before the new file takes the old one's place.
SLOW = """
import os, sys, time
replace = os.replace
def slow(*arguments):
    print("now", flush=True)
    time.sleep(60)
    replace(*arguments)
os.replace = slow
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_an_interrupted_compile_leaves_what_was_there(
    tmp_path: Path, name: str
) -> None:
    number = getattr(signal, name)
    command = "compile flow.py -o out.py --force"
    (tmp_path / "flow.py").write_text(FLOW + "print(1)\n")
    (tmp_path / "out.py").write_text("old")
    search = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW + FAKED, *command.split()],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": search},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "now\n"
    assert len(os.listdir(tmp_path)) == 3
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (128 + number, "")
    assert sorted(os.listdir(tmp_path)) == ["flow.py", "out.py"]
    assert (tmp_path / "out.py").read_text() == "old"


def test_a_reader_that_goes_away_is_no_error(start: Start, tmp_path: Path) -> None:
    source = FLOW + "x = '" + "a" * 1_900_000 + "'\n"
    (tmp_path / "flow.py").write_text(source)
    process = start("compile", "flow.py")
    assert process.stdout and process.stdout.read(10) == "# @generat"
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (1, "")


def test_the_script_is_utf8_in_any_locale(start: Start, tmp_path: Path) -> None:
    (tmp_path / "flow.py").write_text(FLOW + "x = 'é'\n", encoding="utf-8")
    process = start("compile", "flow.py", LC_ALL="C", PYTHONIOENCODING="ascii")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("x = 'é'\n")


@pytest.mark.parametrize("forced", [True, False])
def test_colour_follows_the_environment(
    start: Start, tmp_path: Path, forced: bool
) -> None:
    (tmp_path / "flow.py").write_text("# say: error\n" + FLOW)
    environ = {"FORCE_COLOR": "1"} if forced else {"NO_COLOR": "1"}
    _, err = start("compile", "flow.py", **environ).communicate(timeout=30)
    assert ("\x1b[" in err) is forced
