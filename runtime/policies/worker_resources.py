"""Resources of workers that a task asks for by its tags (semantics, section 13)."""

from collections.abc import Iterable
from typing import Any

RESOURCE_TAG = "dask-resource"


def resources_of(tags: Iterable[str]) -> dict[str, float]:
    """What tags like `dask-resource:GPU=1` ask for, {"GPU": 1.0}.

    Raises ValueError for such a tag that says something else.
    """
    found = {}
    for tag in tags:
        if tag.lower().startswith(RESOURCE_TAG):
            start, _, amount = tag.partition("=")
            name = start.partition(":")[2]
            try:
                found[name] = float(amount)
            except ValueError:
                message = f"the tag {tag!r} is not like {RESOURCE_TAG}:GPU=1"
                raise ValueError(message) from None
    return found


def ask_for_resources(node: Any, resources: dict[str, float]) -> None:
    """Have a node, and those of its layer, run where these resources are."""
    if resources:
        for name in node.__dask_layers__():
            layer = node.dask.layers[name]
            layer.annotations = {**(layer.annotations or {}), "resources": resources}
