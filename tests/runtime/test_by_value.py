"""Classes that travel by value are filled once in a process."""

import importlib
import os
import sys
from pathlib import Path

import pytest
from flowc.runtime.wire import cloudpickling as by_value

from tests.support import commands
from tests.support.commands import Done
from tests.support.runtime_text import carrying

RUNTIME = "from flowc.runtime.wire.cloudpickling import dumped_by_value, loaded_whole\n"
CLASSES = """
class Kind:
    def method(self):
        return 1

class Other(Kind):
    mates = []

Other.mates.append(Kind)
"""
SENDER = """
with open("kinds.pickle", "wb") as file:
    file.write(dumped_by_value([Other, Other()]))
Kind.method = lambda self: 2
with open("later.pickle", "wb") as file:
    file.write(dumped_by_value(Kind()))
# What comes back leaves this process's own class alone.
own = Kind.method
loaded_whole(open("kinds.pickle", "rb").read())
assert Kind.method is own and Kind().method() == 2
"""
RECEIVER = """
kind, thing = loaded_whole(open("kinds.pickle", "rb").read())
assert kind.__module__ == "__main__" and type(thing) is kind
method = kind.mates[0].method
assert thing.method() == 1
later = loaded_whole(open("later.pickle", "rb").read())
assert type(later) is kind.mates[0] and type(later).method is method
print(method.__code__.co_filename)
"""


def go(folder: Path, text: str, name: str) -> Done:
    (folder / name).write_text(carrying(text))
    return commands.run([sys.executable, name], folder, ok=True)


def test_a_class_is_filled_once(tmp_path: Path) -> None:
    go(tmp_path, RUNTIME + CLASSES + SENDER, "sender.py")
    done = go(tmp_path, RUNTIME + RECEIVER, "receiver.py")
    assert os.path.basename(done.out.strip()) == "sender.py"


def test_one_thread_loads_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        by_value.LOADING
    ):  # the same thread may, as for a box inside of another's value
        assert by_value.loaded_whole(by_value.dumped_by_value({"a": (1, 2)})) == {
            "a": (1, 2)
        }


class Short(ValueError):
    """Python would make it again with too few arguments."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


class Said(KeyError):
    """Python would make it again with a message of its message."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no {name}")


class Undecoded(UnicodeDecodeError):
    def __init__(self, data: bytes) -> None:
        super().__init__("utf-8", data, 0, 1, "odd")


class Missing(FileNotFoundError):
    """Has its own way of being pickled."""

    def __init__(self, *words: object) -> None:
        super().__init__(*words)


class Kept(Exception):
    __slots__ = ("kept",)

    def __init__(self, kept: str) -> None:
        super().__init__(kept)
        self.kept = kept


@pytest.mark.parametrize(
    "error",
    [
        Short(3, "odd"),
        Said("x"),
        Undecoded(b"\xff"),
        Missing(2, "gone", "f"),
        Kept("k"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_as_it_was(error: Exception) -> None:
    """Also where distributed has had tblib change how Python pickles errors."""
    importlib.import_module("distributed")
    come = by_value.loaded_whole(by_value.dumped_by_value(error))
    assert type(come).__name__ == type(error).__name__
    assert (str(come), come.args, vars(come)) == (str(error), error.args, vars(error))
    for name in ("object", "reason", "errno", "filename", "kept"):
        assert getattr(come, name, None) == getattr(error, name, None)
