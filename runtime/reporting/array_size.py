"""What printing a numpy array or a pandas frame would take.

By default both print a few rows; options can make them print everything.
"""

import sys
from typing import Any, Optional


def printed_bytes(value: Any) -> int:
    """Return about how many bytes of an array or frame its repr shows."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if is_array(value, numpy):
        return int(printed_edges(numpy, value).size * value.itemsize)
    frames = (getattr(pandas, "DataFrame", None), getattr(pandas, "Series", None))
    if type(value) in frames and not pandas.get_option("display.max_rows"):  # type: ignore[union-attr]
        return int(value.size * 8)
    return 0


def printed_objects(value: Any) -> list[Any]:
    """Return the elements that the repr of an array of objects would print."""
    numpy = sys.modules.get("numpy")
    if not is_array(value, numpy) or not value.dtype.hasobject:
        return []
    return list(printed_edges(numpy, value).flat)


def is_array(value: Any, numpy: Optional[Any]) -> bool:
    return type(value) is getattr(numpy, "ndarray", None)


def printed_edges(numpy: Any, value: Any) -> Any:
    """Return the printed part; of a long array three at each end of each axis."""
    if value.size <= numpy.get_printoptions()["threshold"]:
        return value
    edges = [sorted({*range(size)[:3], *range(size)[-3:]}) for size in value.shape]
    return value[numpy.ix_(*edges)]
