"""Key-value pairs, which Prefect Cloud kept: here in the JSON file that FLOWC_KV names.

Only the process of the script reads and writes the file. Tasks elsewhere see what it
held when their run began, with what the run's tasks have changed, on whatever worker.
"""

import json
import logging
import os
import uuid
from typing import Any, Optional

from ..context.context import context_values
from ..policies.shared_notes import send_shared, shared_notes
from ..program.errors import UsageProblem
from ..worker.channels import local_listeners
from .key_file import changed_file, pairs_in
from .unavailable import Unavailable

MOST_BYTES = 10000
NO_FILE = "Prefect Cloud kept the pairs, and no file is named for them here"
NAME_ONE = "set FLOWC_KV to the path of a JSON file"


class KeyValues:
    """The pairs as the tasks of a run see them, and those of runs that it starts."""

    def __init__(self, path: str, channel: Any = None) -> None:
        self.path = path
        self.channel = channel
        self.held = pairs_in(path)

    def pairs(self) -> dict[str, Any]:
        """The pairs as they are by now."""
        if self.channel is None or self.channel.topic in local_listeners:
            return pairs_in(self.path)
        found = dict(self.held)
        for note in shared_notes("key", self.channel):
            changed(found, note)
        return found

    def change(self, key: str, *value: Any) -> None:
        """Give a key its value, or none to take it out."""
        note = {"kind": "key", "key": key, "value": value}
        if self.channel is None:
            self.keep(note)
        else:
            send_shared(self.channel, note)

    def keep(self, note: dict[str, Any]) -> None:
        """Write a change to the file."""
        changed_file(self.path, lambda pairs: changed(pairs, note))

    def hear(self, note: dict[str, Any]) -> None:
        """Take in the change that a task has made; what can't be written on a cluster
        is said, for the task is over."""
        try:
            self.keep(note)
        except (OSError, ValueError) as error:
            if self.channel.topic in local_listeners:
                raise
            message = "the value of the key %r is lost: %s"
            logging.getLogger("prefect").error(message, note["key"], error)

    def __reduce__(self) -> Any:
        return key_values_there, (self.path, self.channel, self.pairs())


def key_values_there(path: str, channel: Any, pairs: dict[str, Any]) -> KeyValues:
    """The pairs in another process, without looking for the file there."""
    made = KeyValues.__new__(KeyValues)
    made.path, made.channel, made.held = path, channel, pairs
    return made


def changed(pairs: dict[str, Any], note: dict[str, Any]) -> None:
    """Enter a change into the pairs."""
    pairs.pop(note["key"], None)
    pairs.update((note["key"], value) for value in note["value"])


def key_values_for(builder: Any) -> None:
    """Give a run's tasks the pairs of the file, if one is named.

    A run that a task starts has those of the task. UsageProblem for a file that can't
    be read.
    """
    path = os.environ.get("FLOWC_KV", "")
    if not path or "key_values" in builder.surroundings:
        return
    try:
        found = KeyValues(os.path.abspath(path), builder.channel)
        os.stat(os.path.dirname(found.path))
    except (OSError, ValueError) as error:
        raise UsageProblem(f"FLOWC_KV: {error}") from None
    builder.surroundings["key_values"] = found
    builder.hearings["key"] = found.hear


def key_values_here() -> Optional[KeyValues]:
    """The pairs of the run, or those of the file where no task runs; None without."""
    values = context_values()
    path = os.environ.get("FLOWC_KV", "")
    if "key_values" in values or "task_slug" in values or not path:
        found: Optional[KeyValues] = values.get("key_values")
        return found
    return KeyValues(os.path.abspath(path))


def no_file(name: str) -> Unavailable:
    """What stands for a function where there is no file for it."""
    return Unavailable(f"prefect.backend.{name}", NAME_ONE, NO_FILE)


def set_key_value(key: str, value: Any) -> str:
    """Keep a value that JSON can hold, of at most 10 kB; the id of the pair."""
    found = key_values_here()
    if len(json.dumps(value)) > MOST_BYTES:
        raise ValueError("Value payload exceedes 10 KB limit.")
    if found is None:
        raise RuntimeError(no_file("set_key_value").explanation())
    found.change(key, json.loads(json.dumps(value)))
    return str(uuid.uuid5(uuid.NAMESPACE_OID, key))


def get_key_value(key: str) -> Any:
    """The value of a key; ValueError if it has none. While a script is imported, and no
    file is named, only who uses the value fails."""
    found = key_values_here()
    if found is None:
        return no_file("get_key_value")()
    pairs = found.pairs()
    if key not in pairs:
        raise ValueError(f"No value found for key: {key}")
    return pairs[key]


def delete_key(key: str) -> bool:
    """Take a key out; ValueError if it is not there."""
    found = key_values_here()
    if found is None:
        raise RuntimeError(no_file("delete_key").explanation())
    if key not in found.pairs():
        raise ValueError(f"No key {key} found to delete")
    found.change(key)
    return True


def list_keys() -> list[str]:
    """All keys, sorted."""
    found = key_values_here()
    if found is None:
        return no_file("list_keys")()  # type: ignore[no-any-return]
    return sorted(found.pairs())
