"""Where the notes of a run go, and who listens to them."""

import functools
import sys
import types
import weakref
from typing import Any, Callable

from .dask_worker import on_worker

Listeners = dict[str, Callable[[dict[str, Any]], None]]


class Channel:
    """Where a run's notes go: to a local listener of its `topic`, or with that to the
    event topic of a cluster that its client has as its `home`."""

    def __init__(self, topic: str, home: str = "") -> None:
        self.topic = topic
        self.home = home

    def send(self, note: dict[str, Any]) -> None:
        """Send `note`; a note that can't be sent is lost, the task is not.

        A process of a task's own collects its notes for the one that started it.
        """
        pending = hearing_registry().get("collected")
        listener = listeners().get(self.topic)
        if pending is not None:
            pending.append((self, note, False))
        elif listener is not None:
            listener(note)
        else:
            self.send_away(note)

    def send_away(self, note: dict[str, Any]) -> None:
        """Send `note` from a worker, or from the process of a cluster's client."""
        worker = on_worker()
        if worker is not None:
            worker.log_event(self.home, {**note, "run": self.topic})
        else:
            hear_on_client(self, note)


def hearing_registry() -> dict[str, Any]:
    """What this process keeps for those who listen to notes.

    It is in a module found by name: functions of a script travel pickled by value, and
    each copy has globals of its own.
    """
    name = "_flowc_listeners"
    found = sys.modules.get(name)
    if found is None:
        found = sys.modules.setdefault(name, types.ModuleType(name))
    return vars(found)


def listeners() -> Listeners:
    """The listeners of the runs that this process itself executes, by topic."""
    found: Listeners = hearing_registry().setdefault("listeners", {})
    return found


def hear_on_client(channel: Channel, note: dict[str, Any]) -> None:
    """Give a note of the script's own process to the listener of its run."""
    for found in hearing_registry().get("remote", {}).values():
        if channel.topic in found:
            found[channel.topic](note)


def forget_notes(channel: Channel) -> None:
    """Have this process keep nothing of a run that is over."""
    listeners().pop(channel.topic, None)
    hearing_registry().get("shared", {}).pop(channel.topic, None)


def home_of(client: Any) -> str:
    """The event topic for the notes of all runs of a client."""
    return f"flowc-{client.id}"


def listeners_of(client: Any) -> Listeners:
    """The listeners of the runs that a client has on its cluster, by topic."""
    clients = hearing_registry().setdefault("remote", weakref.WeakKeyDictionary())
    found: Listeners = clients.setdefault(client, {})
    return found


def subscribe(client: Any) -> None:
    """Have a client get the notes of all of its runs, once on each connection.

    A client sends in intervals of 10 ms: a graph that does not leave along with a
    subscription waits that long.
    """
    known = hearing_registry().setdefault("connections", weakref.WeakSet())
    if client.scheduler_comm not in known:
        known.add(client.scheduler_comm)
        listening = functools.partial(hand_on, listeners_of(client))
        client.subscribe_topic(home_of(client), listening)


def hand_on(found: Listeners, event: Any) -> None:
    """Give the note of an event to the listener of its run, unless that has ended."""
    _, note = event
    listener = found.get(note.pop("run"))
    if listener is not None:
        listener(note)
