"""How a script has its runtime: as a text, in a file beside it, or by import."""

import re
import sys
import zipfile
from pathlib import Path

import flowc.runtime as runtime
import pytest
from flowc.compiler.emit.runtime_text import pieces, runtime_module
from flowc.compiler.emit.seal import seal_runtime
from flowc.compiler.frontend.stand_ins import STAND_INS

from tests.support.commands import Command, Done, flowc, run
from tests.support.golden import Golden, goldens, made

FLOW = """from prefect import Flow, Task


class Doubled(Task):
    def run(self, n):
        return 2 * n


with Flow("carried") as flow:
    Doubled()(4)
"""
LOCAL = {"FLOWC_LOCAL": "sync"}
RUNTIME = Path("flowc_runtime.py")
PYTHON = sys.executable
SHARED = ("--runtime", "file")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flow.py").write_text(FLOW)
    return tmp_path


def compiled(folder: Path, *words: str, out: str = "out.py") -> Done:
    return flowc("compile", "flow.py", *words, "-o", out, folder=folder)


def go(folder: Path, *command: str) -> Done:
    """Run Python with these arguments on the local scheduler."""
    whole: Command = [PYTHON, *command]
    return run(whole, folder, LOCAL)


def older(folder: Path) -> None:
    """Make the runtime beside the scripts one of another version."""
    text = (folder / RUNTIME).read_text()
    body = text[text.index("# flowc_runtime_") :]
    [name, *_] = re.findall(r"flowc_runtime_\w{12}", body)
    other = name[:-4] + "0000"
    (folder / RUNTIME).write_text(seal_runtime(body.replace(name, other)))
    for script in folder.glob("old*.py"):
        script.write_text(script.read_text().replace(name, other))


@pytest.mark.parametrize("words", [(), SHARED, ("--runtime", "import")])
def test_it_runs_and_can_be_imported(folder: Path, words: tuple[str, ...]) -> None:
    compiled(folder, *words)
    assert "Doubled-1 = 8" in go(folder, "out.py").out
    look = "import out; print(out.run().tasks['Doubled-1'].result)"
    assert go(folder, "-c", look).out == "8\n"


def test_the_text_is_found_wherever_the_script_is_read_from(folder: Path) -> None:
    script = flowc("compile", "flow.py", folder=folder, ok=True).out
    (folder / "exec.py").write_text(f"exec(compile({script!r}, 'x', 'exec'))")
    runpy = "import runpy; runpy.run_path('out.py', run_name='__main__')"
    (folder / "runpy_.py").write_text(runpy)
    (folder / "out.py").write_text(script)
    with zipfile.ZipFile(folder / "out.zip", "w") as packed:
        packed.writestr("__main__.py", script)
    for name in ("exec.py", "runpy_.py", "out.zip"):
        assert "Doubled-1 = 8" in go(folder, name).out, name
    piped = f"flow.py | {PYTHON} -"
    shell = f"{Path(PYTHON).with_name('flowc')} compile {piped}"
    done = run(["sh", "-c", shell], folder, LOCAL)
    assert "Doubled-1 = 8" in done.out, done.text


def test_what_python_compiles_is_kept(folder: Path) -> None:
    compiled(folder)
    go(folder, "out.py")
    [kept] = (folder / "__pycache__").iterdir()
    assert kept.name.startswith("flowc_runtime_")
    before = kept.stat().st_mtime_ns
    assert "Doubled-1 = 8" in go(folder, "out.py").out
    assert kept.stat().st_mtime_ns == before
    script = (folder / "out.py").read_text()
    edited = script.replace('"Task run succeeded."', '"Task ran."')
    (folder / "out.py").write_text(edited)
    look = "import out; print(out.run().tasks['Doubled-1'].message)"
    assert go(folder, "-c", look).out == "Task ran.\n"


def test_scripts_of_a_folder_share_one_file(folder: Path) -> None:
    first = compiled(folder, *SHARED)
    second = compiled(folder, *SHARED, out="second.py")
    assert first.err.endswith("out.py: written\nflowc_runtime.py: written\n")
    assert second.err.endswith("second.py: written\nflowc_runtime.py: up to date\n")
    assert len((folder / "out.py").read_text().splitlines()) < 120
    both = "import out, second; print(out.run().state, second.run().state)"
    assert go(folder, "-c", both).out == "Success Success\n"
    assert compiled(folder, *SHARED, "--check").code == 0


def test_the_project_may_say_so(folder: Path) -> None:
    setting = folder / "pyproject.toml"
    setting.write_text('[tool.flowc]\nruntime = "file"\n')
    assert "flowc_runtime.py: written" in compiled(folder).err
    setting.write_text('[tool.flowc]\nruntime = "files"\n')
    done = compiled(folder)
    assert done.code == 2 and "inline, file, import" in done.err


def test_a_runtime_that_is_missing_or_another_is_said_in_a_line(folder: Path) -> None:
    compiled(folder, *SHARED)
    (folder / "old.py").write_text((folder / "out.py").read_text())
    older(folder)
    for missing in (False, True):
        if missing:
            (folder / RUNTIME).unlink()
        done = go(folder, "out.py")
        assert done.code == 4 and done.err.count("\n") == 1, done.text
        assert "compile the script again" in done.err
        imported = go(folder, "-c", "import out")
        assert "ImportError: " in imported.err and imported.code == 1


def test_a_runtime_that_others_need_is_not_overwritten(folder: Path) -> None:
    compiled(folder, *SHARED)
    for name in ("old_1.py", "old_2.py"):
        (folder / name).write_text((folder / "out.py").read_text())
    older(folder)
    before = (folder / RUNTIME).read_text()
    done = compiled(folder, *SHARED)
    assert done.code == 1 and "FLC902" in done.err
    assert "other scripts here need it as it is: old_1.py, old_2.py" in done.err
    assert (folder / RUNTIME).read_text() == before
    assert compiled(folder, *SHARED, "--force").code == 0
    assert "Doubled-1 = 8" in go(folder, "out.py").out
    assert go(folder, "old_1.py").code == 4


def test_check_says_what_is_wrong_with_the_runtime(folder: Path) -> None:
    compiled(folder, *SHARED)
    older(folder)
    done = compiled(folder, *SHARED, "--check")
    assert done.code == 1 and "flowc_runtime.py is stale" in done.err
    with (folder / RUNTIME).open("a") as file:
        file.write("# mine\n")
    done = compiled(folder, *SHARED, "--check")
    assert done.code == 1 and "flowc_runtime.py is edited by hand" in done.err


def test_file_needs_a_folder_to_stand_in(folder: Path) -> None:
    done = flowc("compile", "flow.py", *SHARED, folder=folder)
    assert done.code == 2 and "needs -o OUT" in done.err


def test_the_runtime_has_all_imports_of_its_modules() -> None:
    lines = set(runtime_module().text.splitlines())
    wanted = {line for piece in pieces().values() for line in piece.imports}
    assert {line for line in wanted if "." in line and line[:4] != "from"} <= lines


def test_in_parts_it_says_what_to_do(folder: Path) -> None:
    compiled(folder)
    parts = (
        "import ast\n"
        "for each in ast.parse(open('out.py').read()).body:\n"
        "    exec(compile(ast.Module([each], []), '<cell>', 'exec'))"
    )
    done = go(folder, "-c", parts)
    assert done.err.splitlines()[-1].startswith("ImportError: run or import this")


def test_with_a_shared_runtime_it_runs_where_no_file_is_known(folder: Path) -> None:
    compiled(folder, *SHARED)
    text = "exec(open('out.py').read())"
    assert "Doubled-1 = 8" in go(folder, "-c", text).out
    (folder / RUNTIME).unlink()
    done = go(folder, "-c", text)
    assert done.code == 4 and done.err.startswith("error: flowc_runtime.py is missing")


@pytest.mark.parametrize("case", goldens(), ids=lambda case: case.name)
def test_the_users_first_line_stands_before_line_60(case: Golden) -> None:
    script = made(case).script
    if script is not None:
        assert users_first_line(script) < 60


def users_first_line(script: str) -> int:
    """Return the number of the line, from 1, at which the user's code begins."""
    lines = script.splitlines()
    banners = [n for n, line in enumerate(lines) if "as it stands ----" in line]
    found = [n for n, line in enumerate(lines) if line == "# ---- The flow ----"]
    return min([*found, *banners]) + 3


def test_many_files_do_not_hide_the_users_first_line(tmp_path: Path) -> None:
    text = "from prefect import Flow, task\n"
    for n in range(40):
        (tmp_path / f"m{n}.py").write_text(f"def f{n}(x):\n    return x + {n}\n")
        text += f"from m{n} import f{n}\n"
    text += "\n\n@task\ndef total(x):\n    return "
    text += " + ".join(f"f{n}(x)" for n in range(40))
    text += "\n\n\nwith Flow('many') as flow:\n    total(1)\n"
    (tmp_path / "flow.py").write_text(text)
    assert compiled(tmp_path).code == 0
    script = (tmp_path / "out.py").read_text()
    assert users_first_line(script) < 60
    assert "    m0.py\n" in script and "    and 32 other files\n" in script


def test_many_names_of_prefect_do_not_hide_the_users_first_line(tmp_path: Path) -> None:
    states = "Failed Success Skipped Retrying Mapped Running Pending Cancelled Paused"
    causes = "SKIP FAIL LOOP RETRY SUCCESS TRIGGERFAIL PAUSE VALIDATIONFAIL"
    rules = "all_successful all_finished any_failed any_successful manual_only"
    names = [*states.split(), *causes.split(), *rules.split()]
    (tmp_path / "flow.py").write_text(
        "from prefect import Flow, task, Task, Parameter, case, unmapped\n"
        f"from prefect.engine.state import {', '.join(states.split())}\n"
        f"from prefect.engine.signals import {', '.join(causes.split())}\n"
        f"from prefect.triggers import {', '.join(rules.split())}\n\n\n"
        "class Named(Task):\n"
        "    def run(self):\n"
        f"        return len([{', '.join(names)}])\n\n\n"
        "with Flow('many') as flow:\n"
        "    with case(Parameter('p', default=1), 1):\n"
        "        Named()()\n"
    )
    compiled(tmp_path)
    assert users_first_line((tmp_path / "out.py").read_text()) < 50
    assert f"Named-1 = {len(names)}" in go(tmp_path, "out.py").out


def test_what_stands_for_prefect_is_exported() -> None:
    """A symbol that the runtime's door lacks fails only where a script imports it."""
    texts = [*STAND_INS.values(), "PackageFlow", "Unavailable"]
    symbols = {text.partition("(")[0] for text in texts if not text.startswith("'")}
    assert symbols <= vars(runtime).keys()
