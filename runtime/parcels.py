"""Parcels: how what the nodes run gets to the workers, once for each of them.

A script's functions travel by value. Pickled anew for every node, the runtime and the
tasks would cost more than the tasks of a small flow. They are pickled once for each
run of the flow instead; a node carries these bytes and its own number, and a worker
opens the same bytes once.
"""

import copy
import hashlib
import sys
import types
import zlib
from collections.abc import Sequence
from typing import Any, Optional

from .by_value import dumped_by_value, loaded_whole, loading_registry
from .notes import Channel

OPEN_LIBRARIES = 8


class NodeRun:
    """What a Dask node calls. It travels as a parcel, once `pack` has made one.

    `surroundings` is the context of the flow run, where a task may look at it.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.surroundings: Optional[dict[str, Any]] = None
        self.parcel: Optional[Parcel] = None

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self.parcel is None:
            return super().__reduce_ex__(protocol)
        parcel = self.parcel
        content = (parcel.digest, parcel.library, parcel.number, parcel.topic)
        return Parcel, content


class Parcel:
    """A node's run on its way: the bytes of all the runs of its graph, and its number.

    Nothing is unpacked before a worker calls it: the scheduler only hands it on.
    """

    def __init__(self, digest: str, library: bytes, number: int, topic: str) -> None:
        self.digest = digest
        self.library = library
        self.number = number
        self.topic = topic

    def __call__(self, *values: Any, **named: Any) -> Any:
        run = copy.copy(opened(self.digest, self.library)[self.number])
        run.channel = Channel(self.topic)
        return run(*values, **named)


def pack(runs: Sequence[Any], channel: Channel) -> None:
    """Give each of the runs of a graph its parcel."""
    contents = [
        (type(run), {k: v for k, v in vars(run).items() if k != "channel"})
        for run in runs
    ]
    library = zlib.compress(dumped_by_value(contents), 1)
    digest = hashlib.sha256(library).hexdigest()
    for number, run in enumerate(runs):
        run.parcel = Parcel(digest, library, number, channel.topic)


def opened(digest: str, library: bytes) -> Any:
    """The runs in a library, opened once in each process.

    They are kept in a module found by name, the latest few of them.
    """
    name = "_flowc_libraries"
    registry = sys.modules.get(name)
    if registry is None:
        registry = sys.modules.setdefault(name, types.ModuleType(name))
    kept: dict[str, Any] = registry.__dict__.setdefault("kept", {})
    with loading_registry().lock:
        if digest not in kept:
            content = loaded_whole(zlib.decompress(library))
            kept[digest] = [made(*each) for each in content]
            for old in list(kept)[:-OPEN_LIBRARIES]:
                kept.pop(old, None)
        return kept[digest]


def made(kind: Any, content: dict[str, Any]) -> Any:
    run = kind.__new__(kind)
    vars(run).update(content)
    return run
