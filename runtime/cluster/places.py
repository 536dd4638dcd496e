"""The back ends that are open: one stays so while somebody may fetch results there."""

import contextlib
import sys
import weakref
from collections.abc import Iterator
from typing import Any, Callable

from ..program.options import Options
from .opening import open_backend
from .target import Target

# The places that are open, in the order in which they were opened.
OPEN: list["Place"] = []


class Lease:
    """Keeps a place open: results are fetched there as long as it is held."""


class Place:
    """An open back end, and how many use it."""

    def __init__(
        self, target: Target, options: Options, announce: Callable[[str], None]
    ) -> None:
        self.target = target
        self.stack = contextlib.ExitStack()
        self.backend = self.stack.enter_context(open_backend(target, options, announce))
        self.users = 0

    def lease(self) -> Lease:
        """Return what keeps the place open while it is referred to."""
        lease = Lease()
        self.users += 1
        weakref.finalize(lease, self.leave)
        return lease

    def leave(self) -> None:
        """Have one user less; the last one closes the back end."""
        self.users -= 1
        if self.users <= 0 and self in OPEN:
            self.close()

    def close(self) -> None:
        """Close the back end, whoever may use it."""
        if self in OPEN:
            OPEN.remove(self)
        self.stack.close()

    def serves(self, target: Target) -> bool:
        """Whether a run for `target` can go on here: its cluster is still there."""
        client = getattr(self.backend, "client", None)
        alive = client is None or client.status == "running"
        return bool(alive and settings_of(self.target) == settings_of(target))


def settings_of(target: Target) -> Any:
    """What a target asks for, whichever executor object says so."""
    return target.kind, target.place, target.workers, vars(target.executor)


@contextlib.contextmanager
def open_place(
    target: Target, options: Options, announce: Callable[[str], None]
) -> Iterator[Place]:
    """The place that a target asks for: one that is open, or a new one.

    It is closed at the end, unless results of its runs may still be fetched. An error
    closes it where nobody else uses it, or where the cluster may be what is wrong.
    """
    place = next((each for each in OPEN if each.serves(target)), None)
    if place is None:
        place = Place(target, options, announce)
        OPEN.append(place)
    place.users += 1
    try:
        yield place
    except BaseException as error:
        place.users -= 1
        shared = place.users > 0 and isinstance(error, Exception)
        if not (shared and place.serves(target)):
            if place in OPEN:
                OPEN.remove(place)
            place.stack.__exit__(*sys.exc_info())  # a signal hurries it
        raise
    place.leave()


def close_places() -> None:
    """Close all that is open, at the end of a program."""
    for place in list(OPEN):
        place.close()


def held_by(lease: Any, fetch_of: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return `fetch_of`, whose functions keep the lease as long as they are there."""

    def leased(slug: str) -> Callable[[], Any]:
        fetch = fetch_of(slug)
        return lambda: (lease, fetch())[1]

    return leased
