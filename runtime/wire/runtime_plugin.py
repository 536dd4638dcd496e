"""The wire: how the runtime, and what the nodes run, get to the workers.

The runtime is a module. A worker plugin brings it to every worker, those that come
later among them, before any node runs there; the scheduler never imports it. The nodes
of a run are pickled together, once: a node carries these bytes and its own number, and
a worker opens the same bytes once.
"""

import contextlib
import copy
import functools
import hashlib
import sys
import weakref
import zlib
from collections.abc import Sequence
from typing import Any, Optional

from ..worker.channels import Channel
from ..worker.outcome import held_in_tuple
from .cloudpickling import LOADING, dumped_by_value, imported_scripts, loaded_whole
from .loading import runtime_code
from .unpicklable import unsendable_among

OPEN_LIBRARIES = 8
# The name of what a Shipment has brought, among inputs that have others.
SHIPPED = ""
# Connections through which the workers have been given this runtime.
served_connections: Any = weakref.WeakSet()
open_libraries: dict[str, Any] = {}


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
        digest, data, *rest = self.parcel
        parcel = (digest, b"" if self.shipped else data, *rest)
        return functools.partial, (carrier(), __name__, parcel)


class Shipment(NodeRun):
    """Brings the bytes of all runs to the workers as a result, once to each of them."""

    def __call__(self) -> Any:
        return b""

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self.parcel is None:
            return super().__reduce_ex__(protocol)
        return functools.partial, (bytes, self.parcel[1])


@functools.lru_cache(maxsize=None)
def carrier() -> Any:
    """Return what a node calls first: a function that travels by value, and so can be
    opened where the runtime is not."""

    def carry_out(home: str, parcel: Any, /, *values: Any, **named: Any) -> Any:
        import importlib

        return importlib.import_module(home).run_parcel(parcel, values, named)

    return carry_out


def brought_along(thing: Any) -> Any:
    """How something of the runtime's is pickled by others than `pack`, for a process
    that may not have the runtime: with its code. None for an installed flowc."""
    code = runtime_code()
    if code is None:
        return None
    return arrival(), (__name__, code, dumped_by_value(thing))


@functools.lru_cache(maxsize=None)
def arrival() -> Any:
    """Return a function, by value, that opens what is brought along."""
    make = maker()

    def arrive(name: str, code: bytes, data: bytes) -> Any:
        return make(name, code).loaded_whole(data)

    return arrive


@functools.lru_cache(maxsize=None)
def maker() -> Any:
    """Return a function, by value, that gives the module of a runtime's code."""

    def make_runtime(name: str, code: bytes) -> Any:
        import marshal
        import sys
        import types
        import zlib

        if name not in sys.modules:
            module = types.ModuleType(name)
            vars(module)["__flowc_code__"] = code
            exec(marshal.loads(zlib.decompress(code)), vars(module))
            # Only when it is whole: other threads may look for it.
            sys.modules.setdefault(name, module)
        return sys.modules[name]

    return make_runtime


def run_parcel(parcel: Any, values: Sequence[Any], named: dict[str, Any]) -> Any:
    """Run the node of a parcel on a worker; its bytes are opened once in a process."""
    digest, data, number, channel = parcel
    if not data and values and SHIPPED in values[0]:
        data = values[0].pop(SHIPPED)
    run = copy.copy(opened(digest, data)[number])
    run.channel = Channel(*channel)
    held = held_in_tuple(run(*values, **named))
    # What tasks print is seen when it is printed, and not lost with the process.
    with contextlib.suppress(Exception):
        sys.stdout.flush()
    return held


def opened(digest: str, data: bytes) -> Any:
    """Return the runs in a library, opened once in a process, the latest few kept."""
    with LOADING:
        if digest not in open_libraries:
            scripts, content = loaded_whole(zlib.decompress(data))
            imported_scripts.update(scripts)
            open_libraries[digest] = [each and run_made(*each) for each in content]
            for old in list(open_libraries)[:-OPEN_LIBRARIES]:
                open_libraries.pop(old, None)
        return open_libraries[digest]


def run_made(kind: Any, content: dict[str, Any]) -> Any:
    run = kind.__new__(kind)
    vars(run).update(content)
    return run


def pack(runs: Sequence[Any], channel: Channel) -> dict[int, Exception]:
    """Give each of the runs of a graph its parcel; by their numbers, why some can't
    have one."""
    contents: list[Any] = [
        (type(run), {k: v for k, v in vars(run).items() if k != "channel"})
        for run in runs
    ]
    scripts, refused = sorted(imported_scripts), {}
    try:
        pickled = dumped_by_value((scripts, contents))
    except Exception:
        refused = unsendable_among(contents)
        sent = [None if n in refused else each for n, each in enumerate(contents)]
        pickled = dumped_by_value((scripts, sent))
    data = zlib.compress(pickled, 1)
    digest = hashlib.sha256(data).hexdigest()
    for number, run in enumerate(runs):
        run.parcel = (digest, data, number, (channel.topic, channel.home))
    return refused


def bring_runtime(client: Any) -> None:
    """Give the workers of a client's cluster this runtime, unless they have it.

    An installed flowc is imported where they are.
    """
    if "." in __name__ or client.scheduler_comm in served_connections:
        return
    if not client.run_on_scheduler(plugin_finder(), __name__):
        register = getattr(client, "register_plugin", None)
        register = register or client.register_worker_plugin
        code = runtime_code()
        assert code is not None
        register(runtime_plugin(__name__, code), name=__name__)
    # Only now: where it could not be sent, the next run tries again.
    served_connections.add(client.scheduler_comm)


def plugin_finder() -> Any:
    def has_plugin(name: str, dask_scheduler: Any = None) -> bool:
        return name in dask_scheduler.worker_plugins

    return has_plugin


def runtime_plugin(name: str, code: bytes) -> Any:
    """Return a worker plugin, by value, that makes a module of a runtime's code."""
    from distributed import WorkerPlugin

    make = maker()

    class RuntimePlugin(WorkerPlugin):  # type: ignore[misc]
        def setup(self, worker: Any) -> None:
            make(name, code)

    return RuntimePlugin()
