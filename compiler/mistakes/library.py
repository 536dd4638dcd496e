"""What Python's own functions do with a task object in place of a value."""

import sys

# They iterate over their first argument; some over each.
ITERATING = frozenset(
    {
        "all",
        "any",
        "dict",
        "enumerate",
        "frozenset",
        "iter",
        "list",
        "set",
        "sorted",
        "sum",
        "tuple",
    }
)
ITERATING_ALL = frozenset({"zip"})
ITERATING_REST = frozenset({"filter", "map"})
ITERATING_ALONE = frozenset({"max", "min"})
# They raise a TypeError.
FAILING = frozenset(
    {
        "abs",
        "bin",
        "bytearray",
        "bytes",
        "chr",
        "complex",
        "divmod",
        "float",
        "hex",
        "int",
        "len",
        "memoryview",
        "next",
        "oct",
        "open",
        "ord",
        "range",
        "reversed",
        "round",
    }
)
TEXTS = frozenset({"ascii", "format", "print", "repr", "str"})

# Modules whose functions take any object for what it is.
_GENERAL = frozenset(
    {
        "abc",
        "asyncio",
        "builtins",
        "collections",
        "concurrent",
        "contextlib",
        "copy",
        "dataclasses",
        "functools",
        "gc",
        "inspect",
        "itertools",
        "logging",
        "operator",
        "pprint",
        "queue",
        "threading",
        "types",
        "typing",
        "unittest",
        "warnings",
        "weakref",
    }
)
# Well-known packages without tasks.
_PACKAGES = frozenset(
    {
        "boto3",
        "bs4",
        "geopandas",
        "httpx",
        "matplotlib",
        "numpy",
        "pandas",
        "polars",
        "psycopg2",
        "pyarrow",
        "pymongo",
        "redis",
        "requests",
        "scipy",
        "sklearn",
        "sqlalchemy",
        "yaml",
    }
)


def wants_values(path: str) -> bool:
    """Whether a function, by its dotted path, can do nothing with a task object."""
    package = path.partition(".")[0]
    if package in sys.stdlib_module_names:
        return package not in _GENERAL
    return package in _PACKAGES
