"""File names for the scripts of several flows."""

import keyword
import re
import sys
import unicodedata
from collections.abc import Iterable

_LONGEST = 64
# A script named like one of these would hide it from Python when it is run.
_HIDING = {*sys.stdlib_module_names, "dask", "distributed", "prefect", "flowc"}


def file_names(flows: Iterable[str]) -> list[str]:
    """One file name a flow, from its name: importable, distinct, never a path."""
    taken: set[str] = set()
    names = []
    for flow in flows:
        stem = base = _stem(flow)
        number = 2
        while stem in taken:
            stem, number = f"{base}_{number}", number + 1
        taken.add(stem)
        names.append(f"{stem}.py")
    return names


def _stem(flow: str) -> str:
    plain = unicodedata.normalize("NFKD", flow).encode("ascii", "ignore").decode()
    stem = re.sub("[^a-z0-9]+", "_", plain.lower()).strip("_")[:_LONGEST].strip("_")
    if not stem or stem[0].isdigit():
        stem = f"flow_{stem}".strip("_")
    return f"{stem}_flow" if keyword.iskeyword(stem) or stem in _HIDING else stem
