"""Contenders in turn: each a fresh process, round after round, and their medians."""

import json
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.commands import Command, Done, run

from .place import USUAL, Place, Shape

TIMEOUT = 900.0
Environment = Mapping[str, str]
Starting = Callable[[Place], tuple[Command, Environment]]


@dataclass(frozen=True)
class Run:
    """A contender at a piece of work: its name, and how its process is started.

    The process tells its own time, unless it is timed as a `whole`, from its start to
    its end. A slow one takes part in the first `rounds` only.
    """

    name: str
    start: Starting
    whole: bool = False
    rounds: int = 1000
    shape: Shape = field(default_factory=Shape)
    environment: str = USUAL


@dataclass(frozen=True)
class Sample:
    """One process: seconds, bytes of its own peak and of what the scheduler took."""

    seconds: float
    client: int
    scheduler: int


class Broken(Exception):
    """A contender did not end as it should."""


def measured(one: Run, place: Place) -> Sample:
    """Run a contender once. Raises Broken with what it wrote if it fails."""
    command, env = one.start(place)
    scheduler = place.scheduler(one.shape)
    before = scheduler.reset()
    started = time.perf_counter()
    try:
        done = run(command, place.folder, env, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        raise Broken(f"{one.name}: not done in {TIMEOUT:.0f} s") from None
    seconds = time.perf_counter() - started
    if done.code:
        raise Broken(f"{one.name}: exit {done.code}\n{done.text[-2000:]}")
    taken = scheduler.peak() - before
    if one.whole:
        return Sample(seconds, 0, taken)
    told = outcome(one, done)
    return Sample(told["seconds"], told["peak"], taken)


def outcome(one: Run, done: Done) -> dict[str, Any]:
    for line in done.out.splitlines():
        if line.startswith("outcome:"):
            found: dict[str, Any] = json.loads(line.removeprefix("outcome:"))
            return found
    raise Broken(f"{one.name}: no outcome\n{done.text[-2000:]}")


def contest(
    runs: Iterable[Run],
    place: Place,
    rounds: int,
    complain: Callable[[Run, Broken], None],
) -> dict[str, list[Sample]]:
    """The samples of each contender, by its name; in each round all take their turn.

    One that breaks takes no further part, and has no samples.
    """
    chosen = {one.name: one for one in runs}
    found: dict[str, list[Sample]] = {name: [] for name in chosen}
    for number in range(rounds):
        for name, one in list(chosen.items()):
            try:
                if number < one.rounds:
                    found[name].append(measured(one, place))
            except Broken as problem:
                complain(one, problem)
                del chosen[name]
                found[name] = []
    return found


def median(samples: Iterable[Sample], measure: str) -> float:
    """The median of one measure: seconds, or bytes of `client` or `scheduler`."""
    return float(statistics.median(getattr(sample, measure) for sample in samples))
