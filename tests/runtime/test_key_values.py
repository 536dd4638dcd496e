"""Key-value pairs in the file that FLOWC_KV names, without a cluster."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flowc.runtime.context.context import context_entered
from flowc.runtime.server.key_values import (
    delete_key,
    get_key_value,
    list_keys,
    set_key_value,
)

from tests.support.commands import compile_text, run

FLOW = """
from prefect import Flow, task
from prefect.backend.kv_store import get_key_value, set_key_value

@task
def put():
    return set_key_value("k", 1)

@task
def other():
    return 3

with Flow("kv") as flow:
    put()
    other()

if __name__ == "__main__":
    flow.run()
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("FLOWC_KV", str(tmp_path / "pairs.json"))
    yield tmp_path / "pairs.json"


def test_pairs_are_kept_in_the_file(file: Path) -> None:
    assert isinstance(set_key_value("b", {"x": [1, None]}), str)
    set_key_value("a", "ü")
    set_key_value("b", 2)
    assert json.loads(file.read_text("utf-8")) == {"a": "ü", "b": 2}
    assert (get_key_value("a"), list_keys()) == ("ü", ["a", "b"])
    assert delete_key("a") is True
    with pytest.raises(ValueError, match="No value found for key: a"):
        get_key_value("a")
    with pytest.raises(ValueError, match="No key a found to delete"):
        delete_key("a")
    assert [path.name for path in file.parent.iterdir()] == ["pairs.json"]


def test_what_is_no_value(file: Path) -> None:
    with pytest.raises(ValueError, match="exceedes 10 KB"):
        set_key_value("a", "x" * 10001)
    with pytest.raises(TypeError, match="not JSON serializable"):
        set_key_value("a", object())
    assert not file.exists()


def test_threads_lose_no_pair(file: Path) -> None:
    def put(n: int) -> None:
        for m in range(10):
            set_key_value(f"{n}/{m}", m)

    threads = [threading.Thread(target=put, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list_keys()) == 40


def test_a_link_and_its_mode_stay(file: Path) -> None:
    real = file.with_name("real.json")
    real.write_text("{}")
    real.chmod(0o640)
    os.symlink(real, file)
    set_key_value("a", 1)
    assert file.is_symlink() and json.loads(real.read_text()) == {"a": 1}
    assert real.stat().st_mode & 0o777 == 0o640


def test_without_a_file_only_who_asks_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLOWC_KV", raising=False)
    early = get_key_value("while the script is imported")
    for call in (lambda: set_key_value("a", 1), lambda: delete_key("a")):
        with pytest.raises(RuntimeError, match="set FLOWC_KV to the path of a JSON"):
            call()
    with context_entered({"task_slug": "t-1"}):
        for ask in (lambda: get_key_value("a"), list_keys, lambda: early["x"]):
            with pytest.raises(RuntimeError, match="cannot be used"):
                ask()


def ended(folder: Path, **env: str) -> Any:
    script = compile_text(FLOW, folder)
    return run([sys.executable, script, "--local", "sync"], folder, env)


def test_a_run_without_a_file_fails_in_that_task(tmp_path: Path) -> None:
    done = ended(tmp_path)
    assert done.code == 1
    assert "prefect.backend.set_key_value cannot be used" in done.text
    assert "other-1: Success" in done.text


@pytest.mark.parametrize("text", ["[1]", "{", None])
def test_a_file_that_is_none_is_told_before_the_run(
    text: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "pairs" / "pairs.json"
    if text is not None:
        path.parent.mkdir()
        path.write_text(text)
    done = ended(tmp_path, FLOWC_KV=str(path))
    assert done.code == 2 and "error: FLOWC_KV: " in done.text
    assert "Traceback" not in done.text
