"""Computing a graph in one thread, its tasks in the order in which they are defined.

Dask's own order is another one; in a flow, what stands first runs first (section 5 of
the semantics leaves the order of independent tasks open).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any


def compute_in_order(nodes: Sequence[Any], order: Iterable[Any]) -> list[Any]:
    """The values of Delayed `nodes`; `order` are the keys of nodes, the first first.

    A value is forgotten as soon as nothing reads it any more.
    """
    import dask

    tasks: dict[Any, Any] = {}
    upstream: dict[Any, Any] = {}
    graphs = {id(node.dask): node.dask for node in nodes}
    for graph in graphs.values():
        tasks.update(graph)
        upstream.update(graph.get_all_dependencies())
    wanted = [node.key for node in nodes]
    readers = Counter(wanted)
    readers.update(key for found in upstream.values() for key in found)
    done: dict[Any, Any] = {}
    for key in upstream_first([*order, *wanted], upstream):
        inputs = {above: done[above] for above in upstream[key]}
        done[key] = dask.get({**inputs, key: tasks[key]}, key)
        for above in upstream[key]:
            readers[above] -= 1
            if not readers[above]:
                del done[above]
    return [done[key] for key in wanted]


def upstream_first(keys: Iterable[Any], upstream: dict[Any, Any]) -> Iterator[Any]:
    """The keys of a graph in the order of `keys`, each behind what it depends on."""
    placed: set[Any] = set()
    for first in keys:
        stack = [(first, False)] if first in upstream else []
        while stack:
            key, ready = stack.pop()
            if key in placed:
                continue
            if ready:
                placed.add(key)
                yield key
            else:
                stack.append((key, True))
                stack += [(above, False) for above in sorted(upstream[key], key=str)]
