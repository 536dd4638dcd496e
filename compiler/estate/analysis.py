"""Analyzes an estate: walks it, looks at each file apart, gathers the rows."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..diagnostics import diagnose
from .each import bug
from .look import look_at
from .pool import each_apart
from .rows import Estate, Row, row_of
from .walk import walk

Rows = tuple[Row, ...]
Watcher = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Request:
    """What to analyze: files and folders, with how many processes.

    `timeout` is in seconds, for a file.
    """

    paths: tuple[str, ...]
    jobs: int | None = None
    timeout: float = 60
    source_roots: tuple[Path, ...] = ()


def analyze(request: Request, watch: Watcher) -> Estate:
    """Look at every file; `watch` is told how many of how many are done, and which."""
    walked = walk(request.paths)
    found: dict[str, Rows] = {}
    jobs = request.jobs or available_processors()
    work = partial(safely, roots=request.source_roots)
    for path, rows in each_apart(walked.files, work, lost, jobs, request.timeout):
        found[path] = rows
        watch(len(found), len(walked.files), path)
    for folder, reason in walked.unreadable:
        message = f"cannot open {folder}: {reason}"
        found[folder] = (row_of(folder, [diagnose("FLC001", message)]),)
    return Estate(len(walked.files), _in_order(found))


def _in_order(found: dict[str, Rows]) -> Rows:
    return tuple(row for path in sorted(found) for row in found[path])


def safely(path: str, roots: Sequence[Path]) -> Rows:
    """The rows of a file, whatever happens."""
    try:
        return look_at(path, tuple(roots))
    except Exception as problem:
        return (row_of(path, [bug(problem)]),)


def lost(path: str, why: str) -> Rows:
    """The row of a file that nobody could look at to the end."""
    return (row_of(path, [diagnose("FLC904", f"{path} is given up: {why}")]),)


def available_processors() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
