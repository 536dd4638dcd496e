"""The JSON file that keeps key-value pairs: an object of them."""

import contextlib
import json
import os
import tempfile
import threading
from collections.abc import Iterator
from typing import Any, Callable

# Held by the threads of this process that change the file.
KEY_LOCK = threading.Lock()


def pairs_in(path: str) -> dict[str, Any]:
    """The pairs of the file, none if there is none; ValueError if it has others."""
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise ValueError(f"{path} is no JSON file: {error}") from None
    if not isinstance(found, dict):
        raise ValueError(f"{path} is no JSON object of keys and their values")
    return found


def changed_file(path: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Have `change` change the pairs of the file.

    The new file is written beside the old one and renamed: a reader sees one of the
    two. Scripts that share a file wait for each other.
    """
    with KEY_LOCK, folder_locked(os.path.dirname(path)):
        pairs = pairs_in(path)
        change(pairs)
        write_beside(path, json.dumps(pairs, indent=2, ensure_ascii=False) + "\n")


def write_beside(path: str, text: str) -> None:
    """Put a text in the place of a file, all of it at once."""
    target = os.path.realpath(path)
    handle, beside = tempfile.mkstemp(".tmp", ".flowc-", os.path.dirname(target))
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        if os.path.exists(target):
            os.chmod(beside, os.stat(target).st_mode)
        os.replace(beside, target)
    except BaseException:
        os.remove(beside)
        raise


@contextlib.contextmanager
def folder_locked(folder: str) -> Iterator[None]:
    """Have other processes of this machine wait meanwhile, where the system can."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
