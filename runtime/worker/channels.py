"""Where the notes of a run go, and who listens to them."""

import functools
import json
import weakref
import zlib
from typing import Any, Callable

from .dask_worker import on_worker

Listeners = dict[str, Callable[[dict[str, Any]], None]]
# The listeners of the runs that this process itself executes, by topic; and by their
# clients those of runs on clusters.
local_listeners: Listeners = {}
client_listeners: Any = weakref.WeakKeyDictionary()
subscribed_connections: Any = weakref.WeakSet()
# What this process keeps of the runs that it executes itself, by topic.
kept_by_topic: dict[str, list[dict[str, Any]]] = {}
# In a process of a task's own, one list of its notes for the process that started it:
# each with its channel, and whether other tasks can read it.
collected_notes: list[list[Any]] = []


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
        listener = local_listeners.get(self.topic)
        if collected_notes:
            collected_notes[0].append((self, note, False))
        elif listener is not None:
            listener(note)
        else:
            self.send_away(note)

    def send_away(self, note: dict[str, Any]) -> None:
        """Send `note` from a worker, or from the process of a cluster's client."""
        worker = on_worker()
        if worker is not None:
            worker.log_event(self.home, event_of(self, note))
        else:
            hear_on_client(self, note)


def event_of(channel: Channel, note: dict[str, Any]) -> dict[str, Any]:
    """Return a note as an event of Dask's.

    The scheduler keeps events for long: as bytes they take a tenth of its memory.
    """
    text = json.dumps(note, default=repr)
    return {"run": channel.topic, "note": zlib.compress(text.encode(), 1)}


def note_of(event: Any) -> dict[str, Any]:
    """Return the note of an event, which comes with its time."""
    _, content = event
    note: dict[str, Any] = json.loads(zlib.decompress(content["note"]))
    return note


def hear_on_client(channel: Channel, note: dict[str, Any]) -> None:
    """Give a note of the script's own process to the listener of its run."""
    for found in client_listeners.values():
        if channel.topic in found:
            found[channel.topic](note)


def forget_notes(channel: Channel) -> None:
    """Have this process keep nothing of a run that is over."""
    local_listeners.pop(channel.topic, None)
    kept_by_topic.pop(channel.topic, None)


def home_of(client: Any) -> str:
    """The event topic for the notes of all runs of a client."""
    return f"flowc-{client.id}"


def listeners_of(client: Any) -> Listeners:
    """The listeners of the runs that a client has on its cluster, by topic."""
    found: Listeners = client_listeners.setdefault(client, {})
    return found


def subscribe(client: Any) -> None:
    """Have a client get the notes of all of its runs, once on each connection.

    A client sends in intervals of 10 ms: a graph that does not leave along with a
    subscription waits that long.
    """
    if client.scheduler_comm not in subscribed_connections:
        subscribed_connections.add(client.scheduler_comm)
        listening = functools.partial(hand_on, listeners_of(client))
        client.subscribe_topic(home_of(client), listening)


def hand_on(found: Listeners, event: Any) -> None:
    """Give the note of an event to the listener of its run, unless that has ended."""
    listener = found.get(event[1]["run"])
    if listener is not None:
        listener(note_of(event))
