"""The runtime's code as it travels: the same for each process that runs a script."""

import sys
from pathlib import Path

from flowc.compiler.emit.runtime_text import inlined, parted_runtime
from flowc.runtime.by_value import loading_registry
from flowc.runtime.parcels import opened_code, packed_runtime

from tests.support.commands import run

RUNTIME = inlined(parted_runtime([], ["packed_runtime", "ChunkRun"])[1], {}, {})


def digest(folder: Path, text: str, seed: int) -> str:
    """What a program of this text, at one place, calls its packed runtime."""
    (folder / "program.py").write_text(text + "\nprint(packed_runtime()[1])\n")
    command = [sys.executable, "program.py"]
    return run(command, folder, {"PYTHONHASHSEED": str(seed)}, ok=True).out


def test_two_processes_have_the_same(tmp_path: Path) -> None:
    assert digest(tmp_path, RUNTIME, 1) == digest(tmp_path, RUNTIME, 2)


def test_a_constant_makes_another(tmp_path: Path) -> None:
    other = RUNTIME.replace("PREVIEWED = 20\n", "PREVIEWED = 21\n")
    assert other != RUNTIME
    assert digest(tmp_path, RUNTIME, 1) != digest(tmp_path, other, 1)


def test_code_makes_another(tmp_path: Path) -> None:
    other = RUNTIME.replace("return self.length\n", "return self.length + 0\n")
    assert other != RUNTIME
    assert digest(tmp_path, RUNTIME, 1) != digest(tmp_path, other, 1)


def test_a_process_keeps_the_latest_programs() -> None:
    registry = loading_registry()
    before = dict(registry.opened)
    entry, _, code = packed_runtime()
    try:
        for number in range(12):
            opened_code(entry, f"program {number}", code)
        kept = [f"program {number}" for number in range(4, 12)]
        assert list(registry.opened) == kept
        assert opened_code(entry, kept[-1], b"") is registry.opened[kept[-1]]
    finally:
        registry.opened.clear()
        registry.opened.update(before)
