"""Nodes by the layer: the graph of a map, made at once.

Calls of `dask.delayed`, one for each chunk, take a hundred times as long, and one with
a list of many nodes takes time with the square of their number.
"""

import itertools
from collections.abc import Iterable
from typing import Any, Optional

import dask
from dask.delayed import Delayed
from dask.highlevelgraph import HighLevelGraph, MaterializedLayer


def layered(
    name: str,
    tasks: dict[Any, Any],
    above: Iterable[Any],
    places: Iterable[Optional[str]] = (),
) -> list[Any]:
    """A Delayed for each of the tasks, which are a graph by their keys.

    The tasks read nodes by their keys; `above` are Delayed objects with all of these in
    their graphs. `name` is the layer's, and has to be its own. The tasks run on the
    workers `places`, as long as these are there and have time, and any other where
    that is None or ends.
    """
    above, found = list(above), {}
    by_place: dict[Optional[str], dict[Any, Any]] = {}
    wished = itertools.chain(places, itertools.repeat(None))
    for (key, task), place in zip(tasks.items(), wished):
        by_place.setdefault(place, {})[key] = task
    for number, (place, part) in enumerate(by_place.items()):
        wish = {"workers": [place], "allow_other_workers": True} if place else {}
        with dask.annotate(**wish):
            layer: Any = MaterializedLayer(part)
        own = f"{name}-{number}" if number else name
        graph = HighLevelGraph.from_collections(own, layer, dependencies=above)
        found.update({key: Delayed(key, graph, layer=own) for key in part})
    return [found[key] for key in tasks]


def one_of_each_layer(nodes: Iterable[Any]) -> list[Any]:
    """Nodes in the graphs of which all of these are: one for each layer."""
    return list({node.__dask_layers__(): node for node in nodes}.values())


def layers_above(nodes: Iterable[Any]) -> list[Any]:
    """The layers of the graphs of these nodes, each once."""
    found = {id(each): each for node in nodes for each in node.dask.layers.values()}
    return list(found.values())


def regrouped(
    tasks: dict[Any, Any], wishes: dict[Any, dict[str, Any]], keys: Iterable[Any]
) -> dict[Any, Any]:
    """Delayed objects for some keys of a graph, whose tasks have these annotations."""
    groups: dict[str, tuple[dict[str, Any], dict[Any, Any]]] = {}
    names = {}
    for key, task in tasks.items():
        wish = wishes.get(key, {})
        names[key] = f"again-{sorted(wish.items())}"
        groups.setdefault(names[key], (wish, {}))[1][key] = task
    layers: dict[str, Any] = {
        name: MaterializedLayer(part, annotations=wish or None)
        for name, (wish, part) in groups.items()
    }
    graph = HighLevelGraph(layers, {name: set() for name in layers})
    return {key: Delayed(key, graph, layer=names[key]) for key in keys}


def called(function: Any, named: dict[str, Any]) -> tuple[Any, ...]:
    """The task that calls a function with a dictionary, some values of which are keys.

    Dask looks for keys in lists, not in dictionaries. A value that is no key must be
    no tuple, list or text, which could look like one.
    """
    return (function, (dict, [[name, value] for name, value in named.items()]))
