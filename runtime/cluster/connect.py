"""Connecting to a scheduler within a time-out, without noise."""

import contextlib
import json
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any, Optional

from ..program.errors import ClusterUnreachable, NoWorkers
from ..program.options import Options
from .probe import knock_at
from .target import Target
from .tls import secured
from .version_check import check_versions

CLOSING_TIME = 2.0
TLS_HINT = "; do --tls-ca, --tls-cert and --tls-key name what the cluster trusts?"


@contextlib.contextmanager
def quiet_logging() -> Iterator[None]:
    """Say nothing through the logging module meanwhile: Dask and asyncio complain."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextlib.contextmanager
def connected(target: Target, options: Options, cluster: Any) -> Iterator[Any]:
    """A client of the target's scheduler, or of `cluster` if one was made for it.

    Raises ClusterUnreachable, with the address and its origin, within the time-out.
    """
    timeout = seconds_to_connect(target, options)
    if target.kind == "file":
        target = target._replace(kind="address", place=address_in_file(target, timeout))
    address, security = secured(target, options)
    if isinstance(address, str):
        reason = knock_at(address, timeout)
        if reason is not None:
            raise ClusterUnreachable(f"no scheduler at {target.text}: {reason}")
    settings = {**target.executor.client_kwargs, "timeout": timeout}
    settings["set_as_default"] = False
    if security is not None:
        settings["security"] = security
    client = connect(cluster or address, settings, target)
    try:
        yield client
    finally:
        close_quietly(client)


def address_in_file(target: Target, timeout: float) -> str:
    """The address in a scheduler's file; ClusterUnreachable if none comes in time."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            with open(target.place, encoding="utf-8") as stream:
                return str(json.load(stream)["address"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            if time.monotonic() > deadline:
                message = f"no scheduler's file at {target.text}: {error}"
                raise ClusterUnreachable(message) from None
        time.sleep(0.1)


def seconds_to_connect(target: Target, options: Options) -> float:
    """Seconds to connect in: the option's, the executor's, or Dask's own."""
    import dask

    own = dask.config.get("distributed.comm.timeouts.connect", "30s")
    said = options.connect_timeout or target.executor.client_kwargs.get("timeout")
    return float(dask.utils.parse_timedelta(said or own, default="s"))


def connect(place: Any, settings: dict[str, Any], target: Target) -> Any:
    """A connected client; ClusterUnreachable if none comes about in time.

    The client is made in a thread, because making one may hang.
    """
    outcome: list[Any] = []

    def make() -> None:
        try:
            outcome.append(new_client(place, settings))
        except BaseException as error:  # handed to the waiting thread
            outcome.append(error)

    worker = threading.Thread(target=make, name="connect", daemon=True)
    with quiet_logging():
        worker.start()
        worker.join(settings["timeout"] + CLOSING_TIME)
    if not outcome:
        raise ClusterUnreachable(f"no scheduler answers at {target.text}")
    if isinstance(outcome[0], BaseException):
        if isinstance(place, str) and not isinstance(outcome[0], (OSError, ValueError)):
            check_scheduler(place, settings, target)
        raise ClusterUnreachable(why_refused(outcome[0], target)) from None
    return outcome[0]


def new_client(place: Any, settings: dict[str, Any]) -> Any:
    """A client that doesn't complain when a half-made one is thrown away, nor of what
    other clients are sent."""
    import warnings

    from distributed import Client

    class QuietClient(Client):  # type: ignore[misc]
        def __del__(self) -> None:
            if getattr(self, "status", "") in ("running", "closing"):
                super().__del__()

        def unsubscribe_topic(self, topic: Any) -> None:
            # Dask 2022.12 sends each client the events of all, then complains.
            with contextlib.suppress(ValueError):
                super().unsubscribe_topic(topic)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return QuietClient(place, **settings)


def check_scheduler(place: str, settings: dict[str, Any], target: Target) -> None:
    """VersionMismatch if a scheduler that no client can talk to has other versions."""
    import asyncio

    from distributed import Security, rpc
    from distributed.versions import get_versions

    async def ask() -> Any:
        security = settings.get("security") or Security()
        arguments = security.get_connection_args("client")
        async with rpc(place, connection_args=arguments) as scheduler:
            return await asyncio.wait_for(scheduler.versions(), settings["timeout"])

    found = {"client": get_versions(), "workers": {}}
    with quiet_logging(), contextlib.suppress(Exception):
        found["scheduler"] = asyncio.run(ask())
    if "scheduler" in found:
        check_versions(found, target.text, strict=False)


def why_refused(error: BaseException, target: Target) -> str:
    """Why no client came about, in one line."""
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    hint = TLS_HINT if str(target.place).startswith("tls://") else ""
    return f"can't connect to {target.text}: {said}{hint}"


def close_quietly(client: Any) -> None:
    """Close a client, whether its scheduler is still there or not."""
    with quiet_logging(), contextlib.suppress(Exception):
        client.close(timeout=CLOSING_TIME)


def await_workers(client: Any, options: Options, target: Target) -> bool:
    """Wait until enough workers are there; whether there was anything to wait for.

    NoWorkers after the time-out. A small task waits meanwhile: a cluster that adapts
    starts workers only for tasks.
    """
    import asyncio

    count = options.wait_workers or 1
    timeout = options.wait_timeout or 60.0
    if len(client.nthreads()) >= count:
        return False
    nudge = client.submit(int, pure=False)
    try:
        client.wait_for_workers(count, timeout=timeout)
    except (asyncio.TimeoutError, TimeoutError):
        there = len(client.nthreads())
        problem = f"{there} of {count} workers after {timeout:g} s"
        raise NoWorkers(f"{problem} at {target.text}; start dask workers") from None
    finally:
        nudge.release()
    return True


def dashboard_of(client: Any) -> Optional[str]:
    """The link of the cluster's dashboard, if it has one."""
    with contextlib.suppress(Exception):
        return str(client.dashboard_link) or None
    return None
