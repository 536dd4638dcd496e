"""Opening the back end that a target asks for, and closing all of it again."""

import contextlib
import importlib
import logging
import signal
import sys
from collections.abc import Iterator
from typing import Any, Callable

from ..program.errors import ClusterUnreachable, UsageProblem, VersionMismatch
from ..program.options import Options
from ..program.shutdown import Stopped, call_later, kill_children
from ..wire.loading import keep_program_from_workers
from .backends import ClusterBackend, LocalBackend
from .connect import await_workers, connected, dashboard_of, quiet_logging
from .memory import give_back_memory
from .target import Target
from .version_check import check_versions

Announce = Callable[[str], None]
HURRY = 0.5


@contextlib.contextmanager
def open_backend(target: Target, options: Options, announce: Announce) -> Iterator[Any]:
    """The back end to run on: a LocalBackend, or a ClusterBackend with a client.

    Says through `announce` where it runs, waits for workers and checks versions. At
    the end the client is closed, and so is a cluster that was made here.
    """
    if target.kind == "local":
        announce(f"on Dask's local scheduler, {target.text}")
        yield LocalBackend(target.place, target.workers)
        return
    give_back_memory()
    with contextlib.ExitStack() as stack:
        cluster = None
        if target.kind == "new":
            cluster = stack.enter_context(new_cluster(target, announce))
        client = stack.enter_context(connected(target, options, cluster))
        if cluster is not None:
            with contextlib.suppress(Exception):
                # Ctrl-C reaches every process of a terminal: it is the program's.
                client.run(interrupts_ignored())
        announce(place_line(client, target, cluster))
        compare_versions(client, target, options, announce)
        if await_workers(client, options, target):
            compare_versions(client, target, options, announce)
        yield ClusterBackend(client)


def interrupts_ignored() -> Any:
    """Return a function, by value, that leaves Ctrl-C to other processes."""

    def ignore_interrupts() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    return ignore_interrupts


def place_line(client: Any, target: Target, cluster: Any) -> str:
    """Where the flow runs, who said so, and the link to the dashboard."""
    address = client.scheduler.address
    start = "a new local cluster" if target.place is None else "a new cluster"
    origin = f"{start}, {target.origin}" if cluster is not None else target.origin
    link = dashboard_of(client)
    return f"on {address} (from {origin})" + (f", dashboard {link}" if link else "")


def compare_versions(
    client: Any, target: Target, options: Options, announce: Announce
) -> None:
    """Check the versions on the cluster, as far as they can be asked for."""
    try:
        with quiet_logging():
            found = client.get_versions(check=False)
    except Exception as error:
        raise ClusterUnreachable(f"lost {target.text}: {error!r}") from None
    try:
        check_versions(found, target.text, options.strict_versions)
    except VersionMismatch as problem:
        if problem.other_python:
            hint = "code can't travel between Pythons: install the same one"
        elif options.allow_version_mismatch:
            announce(f"warning: {problem.message}")
            return
        else:
            hint = "install the same versions, or try --allow-version-mismatch"
        raise VersionMismatch(f"{problem.message}; {hint}") from None


@contextlib.contextmanager
def new_cluster(target: Target, announce: Announce) -> Iterator[Any]:
    """A cluster of the class that the target names, else one on this machine."""
    keep_program_from_workers(vars(sys.modules["__main__"]))
    settings = dict(target.executor.cluster_kwargs)
    make = cluster_class_of(target)
    if target.place is None or make.__name__ == "LocalCluster":
        quiet = logging.WARNING if target.executor.debug else logging.CRITICAL
        settings.setdefault("silence_logs", quiet)
        settings.setdefault("dashboard_address", "127.0.0.1:0")
    announce(f"starting {'a local cluster' if target.place is None else make.__name__}")
    try:
        cluster = make(**settings)
    except Exception as error:
        origin = f"{make.__name__} (from {target.origin})"
        raise ClusterUnreachable(f"can't start {origin}: {error!r}") from None
    try:
        if target.executor.adapt_kwargs:
            cluster.adapt(**target.executor.adapt_kwargs)
        yield cluster
    except Stopped:
        call_later(HURRY, kill_children)
        raise
    finally:
        with quiet_logging(), contextlib.suppress(Exception):
            cluster.close()


def cluster_class_of(target: Target) -> Callable[..., Any]:
    """The callable that makes the cluster; a UsageProblem for a name without one."""
    if target.place is None:
        from distributed import LocalCluster

        return LocalCluster  # type: ignore[no-any-return]
    if callable(target.place):
        return target.place  # type: ignore[no-any-return]
    module, _, name = str(target.place).rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)  # type: ignore[no-any-return]
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageProblem(f"cluster_class {target.place}: {error}") from None
