"""What the compiler's tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flowc.compiler.cli import main

from . import fake


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Have the stand-in compile; return an empty folder, the working one."""
    monkeypatch.setattr("flowc.compiler.driver.compile_source", fake.compile_source)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Answer:
    """What a command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def __repr__(self) -> str:
        return f"exit {self.code}\n--- out\n{self.out}\n--- err\n{self.err}"


@pytest.fixture
def flowc(capfd: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run the command in this process."""

    def run(*arguments: str | Path) -> Answer:
        capfd.readouterr()
        code = main([str(each) for each in arguments])
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return run
