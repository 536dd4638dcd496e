"""Notes that a run's other tasks can read, on whatever worker they run.

They go to the client as all notes do, and on a cluster to a topic of the run's own,
where the scheduler keeps them. Who sends one goes on when the scheduler has it: what a
task has sent, every task after it finds.
"""

from typing import Any

from ..context.context import context_values
from ..worker.channels import (
    Channel,
    collected_notes,
    event_of,
    kept_by_topic,
    local_listeners,
    note_of,
)
from ..worker.dask_worker import on_worker


def share_note(note: dict[str, Any], channel: Any = None) -> None:
    """Send a note of this task's run, or of the run that `channel` belongs to; outside
    of a run nothing is done."""
    channel = channel or context_values().get("channel")
    if channel is not None:
        send_shared(channel, note)


def send_shared(channel: Channel, note: dict[str, Any]) -> None:
    """Send a note, and keep it for those who ask later."""
    if collected_notes:
        collected_notes[0].append((channel, note, True))
    elif is_here(channel):
        channel.send(note)
        kept_notes(channel).append(note)
    else:
        from distributed import get_client

        topics = [channel.home, topic_of(channel)]
        get_client().log_event(topics, event_of(channel, note))


def send_collected(notes: list[Any]) -> None:
    """Send what a task's process of its own has collected."""
    for channel, note, shared in notes:
        if shared:
            send_shared(channel, note)
        else:
            channel.send(note)


def shared_notes(kind: str, channel: Any = None) -> list[dict[str, Any]]:
    """The notes of a kind that tasks of a run have shared so far, in their order."""
    channel = channel or context_values().get("channel")
    if channel is None:
        return []
    if collected_notes:
        own = (each for each in collected_notes[0] if each[0].topic == channel.topic)
        found = [note for _, note, _ in own]
    elif is_here(channel):
        found = list(kept_notes(channel))
    else:
        from distributed import get_client

        found = [*map(note_of, get_client().get_events(topic_of(channel)) or ())]
    return [note for note in found if note["kind"] == kind]


def is_here(channel: Channel) -> bool:
    """Whether this process is the script's own, or executes the run."""
    return channel.topic in local_listeners or on_worker() is None


def kept_notes(channel: Channel) -> list[dict[str, Any]]:
    """What this process keeps of a run that it executes itself."""
    return kept_by_topic.setdefault(channel.topic, [])


def topic_of(channel: Channel) -> str:
    """The event topic of a cluster that keeps the shared notes of one run."""
    return f"{channel.home}-{channel.topic}"
