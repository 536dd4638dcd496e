"""Parcels: how what the nodes run gets to the workers, once for each of them.

A script's functions travel by value. Pickled anew for every node, the runtime and the
tasks would cost more than the tasks of a small flow. They are pickled once for each
run of the flow instead; a node carries these bytes and its own number, and a worker
opens the same bytes once.
"""

import builtins
import copy
import functools
import hashlib
import marshal
import sys
import types
import zlib
from collections.abc import Sequence
from typing import Any, Optional

from .by_value import (
    dumped_by_value,
    loaded_among,
    loaded_whole,
    loading_registry,
    own_thing,
)
from .channels import Channel
from .code_names import names_in_code
from .outcome import held_in_tuple
from .own_code import kept_of_runtime
from .packing import packed_code
from .unpacking import class_made, thing_made_of, unpacked_code
from .unsendable import unsendable_among

OPEN_LIBRARIES = 8
# The name of what a Shipment has brought, among inputs that have others.
SHIPPED = ""


class NodeRun:
    """What a Dask node calls. It travels as a parcel, once `pack` has made one.

    `surroundings` is the context of the flow run, where a task may look at it. A run
    that is one of many has its bytes `shipped`: it is called with a dictionary, that
    holds under SHIPPED what a Shipment has brought.
    """

    shipped = False

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.surroundings: Optional[dict[str, Any]] = None
        self.parcel: Any = None

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self.parcel is None:
            return super().__reduce_ex__(protocol)
        parcel = without_bytes(self.parcel) if self.shipped else self.parcel
        return functools.partial, (run_parcel, *parcel, self.shipped)


class Shipment(NodeRun):
    """Brings the bytes of all runs to the workers as a result, once to each of them."""

    def __call__(self) -> Any:
        return ()

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self.parcel is None:
            return super().__reduce_ex__(protocol)
        _, (_, _, code), (_, library), *_ = self.parcel
        return functools.partial, (tuple, (code, library))


def run_parcel(
    opener: bytes,
    code: tuple[str, str, bytes],
    library: tuple[str, bytes],
    number: int,
    channel: tuple[str, str],
    shipped: bool,
    /,
    *values: Any,
    **named: Any,
) -> Any:
    """What a worker calls for a node: it opens the bytes, unless it has, and runs it.

    The scheduler only hands this on, anew for each node, and a worker has nothing of
    the runtime yet: hence one function, that makes the others that it needs of
    `opener`.
    """
    entry, digest, _ = code
    if shipped:
        packed, content = values[0].pop(SHIPPED)
        code, library = (entry, digest, packed), (library[0], content)
    registry: Any = sys.modules.get("_flowc_travel")
    names = registry.opened.get(digest) if registry is not None else None
    if names is None:
        names = {"__name__": "__main__", "__builtins__": builtins}
        first, modules, codes = marshal.loads(opener)
        for name, module in modules:
            builtins.__import__(module)
            names[name] = sys.modules[module]
        for each in codes:
            names[each.co_name] = types.FunctionType(each, names)
        names = names[first](*code)
    return names[entry](library, number, channel, values, named)


def run_numbered(
    library: tuple[str, bytes],
    number: int,
    channel: tuple[str, str],
    values: Sequence[Any],
    named: dict[str, Any],
) -> Any:
    """Run the node of that number of a library."""
    run = copy.copy(opened(*library)[number])
    run.channel = Channel(*channel)
    return held_in_tuple(run(*values, **named))


def pack(runs: Sequence[Any], channel: Channel) -> dict[int, Exception]:
    """Give each of the runs of a graph its parcel; by their numbers, why some can't
    have one."""
    contents: list[Any] = [
        (type(run), {k: v for k, v in vars(run).items() if k != "channel"})
        for run in runs
    ]
    code, refused = packed_runtime(), {}
    try:
        pickled = dumped_by_value(contents)
    except Exception:
        refused = unsendable_among(contents)
        pickled = dumped_by_value(
            [None if n in refused else each for n, each in enumerate(contents)]
        )
    data = zlib.compress(pickled, 1)
    library = (digest_of(data), data)
    kept = kept_of_runtime()
    first = kept.opener = kept.opener or opener_bytes()
    for number, run in enumerate(runs):
        run.parcel = (first, code, library, number, (channel.topic, channel.home))
    return refused


def without_bytes(parcel: Any) -> Any:
    """A parcel that leaves the bytes to a Shipment."""
    first, (entry, mark, _), (other, _), *rest = parcel
    return (first, (entry, mark, b""), (other, b""), *rest)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packed_runtime() -> tuple[str, str, bytes]:
    """What the workers need of the runtime: the name of what is called of it, a digest,
    and the bytes.

    It is the same for all runs of a program, so that a process of the cluster has one
    such runtime for it. What else of the runtime a run's tasks hold travels by value.
    """
    kept = kept_of_runtime()
    if kept.packed is None:
        packed = packed_code(run_numbered, node_kinds(), by_value_met)
        *content, kept.sent, digest = packed
        data = zlib.compress(marshal.dumps(tuple(content)), 1)
        kept.packed = (run_numbered.__name__, digest, data)
    found: tuple[str, str, bytes] = kept.packed
    return found


def node_kinds() -> list[str]:
    """The names of the classes of what nodes run."""
    kinds, found = [NodeRun], []
    while kinds:
        kind = kinds.pop()
        found.append(kind.__name__)
        kinds += kind.__subclasses__()
    return sorted(found)


def by_value_met(things: dict[str, Any]) -> tuple[bytes, set[str]]:
    """The runtime's things of these names, pickled themselves, and the names of others
    in them."""
    met: set[str] = set()
    return dumped_by_value(things, met=met, by_content=things), met


def opener_bytes() -> bytes:
    """What opens the code on a worker, for `run_parcel`: functions and modules."""
    parts = (
        opened_code,
        loading_registry,
        own_thing,
        loaded_among,
        unpacked_code,
        thing_made_of,
        class_made,
    )
    worlds = [(part.__globals__, names_in_code(part.__code__)) for part in parts]
    used = {name: world.get(name) for world, names in worlds for name in names}
    modules = [
        (name, found.__name__)
        for name, found in sorted(used.items())
        if isinstance(found, types.ModuleType)
    ]
    codes = [part.__code__ for part in parts]
    return marshal.dumps((opened_code.__name__, modules, codes))


def opened_code(entry: str, digest: str, code: bytes) -> dict[str, Any]:
    """The runtime's names, made once in each process of what `packed_runtime` made.

    The latest few programs' are kept. No constant says how many: this is bare code.
    """
    registry = loading_registry()
    with registry.lock:
        if digest not in registry.opened:
            packed, rest = marshal.loads(zlib.decompress(code))
            names = unpacked_code(packed, rest, loaded_among)
            names["__flowc_kept__"].packed = (entry, digest, code)
            registry.opened[digest] = names
            for old in list(registry.opened)[:-8]:
                registry.opened.pop(old, None)
        found: dict[str, Any] = registry.opened[digest]
        return found


def opened(digest: str, library: bytes) -> Any:
    """The runs in a library, opened once in each process, the latest few kept."""
    registry = loading_registry()
    with registry.lock:
        if digest not in registry.libraries:
            content = loaded_whole(zlib.decompress(library))
            made = [each and run_made(*each) for each in content]
            registry.libraries[digest] = made
            for old in list(registry.libraries)[:-OPEN_LIBRARIES]:
                registry.libraries.pop(old, None)
        return registry.libraries[digest]


def run_made(kind: Any, content: dict[str, Any]) -> Any:
    run = kind.__new__(kind)
    vars(run).update(content)
    return run
