"""Make the environments that some tests need: python tests/environments.py [NAME...]"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
STAMP = "requirements.stamp"


@dataclass(frozen=True)
class Recipe:
    """One environment: its purpose, its Python (None: this one) and its packages.

    One that is `extra` is made only if it is named, or a benchmark wants it.
    """

    purpose: str
    requirements: tuple[str, ...]
    python: tuple[int, int] | None = None
    extra: bool = False

    @property
    def version(self) -> tuple[int, int]:
        return self.python or sys.version_info[:2]

    @property
    def stamp(self) -> str:
        """Text that an up-to-date environment holds in its stamp file."""
        major, minor = self.version
        return "\n".join((f"python {major}.{minor}", *self.requirements)) + "\n"


RECIPES = {
    "bare": Recipe("this Python, dask and nothing else", ("dask", "distributed")),
    "libraries": Recipe(
        "a place for scripts whose tasks use other packages",
        ("dask", "distributed", "numpy", "pandas", "pendulum"),
    ),
    "old": Recipe(
        "the oldest Python and dask that scripts run on",
        ("dask==2022.12.0", "distributed==2022.12.0"),
        (3, 9),
    ),
    "new": Recipe("the newest Python, today's dask", ("dask", "distributed"), (3, 13)),
    "gateway": Recipe(
        "a Dask Gateway server and its client",
        ("dask-gateway", "dask-gateway-server[local]", "sqlalchemy"),
    ),
    "oracle": Recipe(
        "the real Prefect 1, which recorded the conformance cases",
        ("prefect==1.4.1", "setuptools<81", "numpy", "pandas"),
    ),
    "prefect3": Recipe(
        "today's Prefect, to measure", ("prefect>=3", "prefect-dask"), extra=True
    ),
    "ray": Recipe("Ray, to measure", ("ray",), extra=True),
    "parsl": Recipe("Parsl, to measure", ("parsl",), extra=True),
}


def folder(name: str) -> Path:
    """Return where the environment `name` is or would be."""
    home = os.environ.get("FLOWC_TEST_ENVIRONMENTS")
    return (Path(home) if home else CHECKOUT / ".environments").resolve() / name


def python_of(name: str) -> Path:
    """Return the path of the environment's interpreter, made or not."""
    return folder(name) / "bin" / "python"


def is_current(name: str) -> bool:
    """Tell whether `name` is made, by today's recipe."""
    stamp = folder(name) / STAMP
    return stamp.is_file() and stamp.read_text() == RECIPES[name].stamp


def interpreters(version: tuple[int, int]) -> Iterator[str]:
    """Yield the commands that might be a Python of that version."""
    yield sys.executable
    name = f"python{version[0]}.{version[1]}"
    for place in os.get_exec_path():
        found = shutil.which(name, path=place)
        if found:
            yield found
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for path in sorted(root.glob(f"versions/*/bin/{name}"), reverse=True):
        yield str(path)


def find_python(version: tuple[int, int]) -> str | None:
    """Return a Python of that version, each candidate having been asked, or None."""
    question = "import sys, venv, ensurepip; print(*sys.version_info[:2])"
    for command in interpreters(version):
        asked = subprocess.run(
            [command, "-c", question], stdin=subprocess.DEVNULL, capture_output=True
        )
        if asked.stdout.decode().split() == [str(part) for part in version]:
            return command
    return None


def make(name: str, python: str) -> bool:
    """Make the environment afresh; return whether pip could."""
    place = folder(name)
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run([python, "-m", "venv", str(place)], check=True)
    install = [str(python_of(name)), "-m", "pip", "install", "-qq"]
    recipe = RECIPES[name]
    done = subprocess.run(
        [*install, "--disable-pip-version-check", *recipe.requirements],
        stdin=subprocess.DEVNULL,
    )
    if done.returncode == 0:
        (place / STAMP).write_text(recipe.stamp)
    return done.returncode == 0


def ensure(name: str) -> tuple[str, bool]:
    """Make `name` unless it is there; return a line about it and whether it is."""
    recipe = RECIPES[name]
    python = None if is_current(name) else find_python(recipe.version)
    if is_current(name) or (python and make(name, python)):
        return recipe.purpose, True
    if python:
        return "pip failed, see above", False
    major, minor = recipe.version
    return f"no Python {major}.{minor} on PATH or under pyenv's versions", False


def main(names: list[str]) -> int:
    """Make all environments or those named; return 0 only if all of them are there.

    Without names, one whose Python this machine lacks is told and passed over.
    """
    unknown = sorted(set(names) - set(RECIPES))
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(RECIPES)}")
        return 2
    code = 0
    usual = [name for name, recipe in RECIPES.items() if not recipe.extra]
    for name in names or usual:
        line, made = ensure(name)
        print(f"{name}: {line}", flush=True)
        if not made and (names or find_python(RECIPES[name].version)):
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
