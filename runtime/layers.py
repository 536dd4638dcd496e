"""Nodes by the layer: the graph of a map, made at once.

Calls of `dask.delayed`, one for each chunk, take a hundred times as long, and one with
a list of many nodes takes time with the square of their number.
"""

from collections.abc import Iterable
from typing import Any, Optional

import dask
from dask.delayed import Delayed
from dask.highlevelgraph import HighLevelGraph, MaterializedLayer


def layered(
    name: str,
    tasks: dict[Any, Any],
    above: Iterable[Any],
    worker: Optional[str] = None,
) -> list[Any]:
    """A Delayed for each of the tasks, which are a graph by their keys.

    The tasks read nodes by their keys; `above` are Delayed objects with all of these in
    their graphs. `name` is the layer's, and has to be its own. They run on the
    `worker`, as long as it is there.
    """
    place = {"workers": [worker], "allow_other_workers": True} if worker else {}
    with dask.annotate(**place):
        layer: Any = MaterializedLayer(tasks)
    graph = HighLevelGraph.from_collections(name, layer, dependencies=list(above))
    return [Delayed(key, graph, layer=name) for key in tasks]


def called(function: Any, named: dict[str, Any]) -> tuple[Any, ...]:
    """The task that calls a function with a dictionary, some values of which are keys.

    Dask looks for keys in lists, not in dictionaries. A value that is no key must be
    no tuple, list or text, which could look like one.
    """
    return (function, (dict, [[name, value] for name, value in named.items()]))
