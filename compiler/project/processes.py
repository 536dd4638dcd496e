"""What belongs to one process, and can't be sent to another."""

_OF_PYTHON = frozenset(
    {
        "contextvars.ContextVar",
        "functools.singledispatch",
        "sqlite3.connect",
        *(
            f"threading.{name}"
            for name in ("Lock", "RLock", "Condition", "Event", "local", "Thread")
        ),
        "threading.Semaphore",
        "threading.BoundedSemaphore",
        *(f"queue.{n}" for n in ("Queue", "LifoQueue", "PriorityQueue", "SimpleQueue")),
        *(f"asyncio.{name}" for name in ("Lock", "Event", "Queue", "Semaphore")),
        "concurrent.futures.ThreadPoolExecutor",
        "concurrent.futures.ProcessPoolExecutor",
    }
)
# What packages call the makers of their connections.
_CONNECTIONS = frozenset(
    {
        "Client",
        "Connection",
        "MongoClient",
        "Redis",
        "StrictRedis",
        "client",
        "connect",
        "create_async_engine",
        "create_engine",
        "resource",
        "scoped_session",
        "sessionmaker",
    }
)


def stays_in_process(path: str) -> bool:
    """Whether what a function of another package makes is most likely a lock, a
    connection or the like; `path` is its dotted name."""
    package, _, name = path.rpartition(".")
    foreign = package.partition(".")[0] not in ("", "prefect", "dask", "distributed")
    return path in _OF_PYTHON or (foreign and name in _CONNECTIONS)
