"""Brings compiled scripts to where they go: printed, written, compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..diagnostics import Diagnostic, diagnose
from ..emit.runtime_text import RUNTIME_FILE, RUNTIME_NAME
from ..output import (
    Comparison,
    OutputError,
    State,
    compare,
    difference,
    same_file,
    write,
)
from .filenames import file_names

if TYPE_CHECKING:
    from ..driver import Script


# Characters at the start of a script, among which it loads its runtime.
HEAD = 100_000


@dataclass(frozen=True)
class Request:
    """What the command line asks to be done with the scripts."""

    source: str
    output: str
    all_flows: bool = False
    check: bool = False
    diff: bool = False
    force: bool = False


@dataclass(frozen=True)
class Outcome:
    """One script and its file, compared; `written` once it is."""

    script: Script
    path: Path
    comparison: Comparison
    written: bool = False

    @property
    def diff(self) -> str:
        """What would change, "" if nothing."""
        return difference(self.comparison.text, self.script.text, self.path)


@dataclass(frozen=True)
class Delivery:
    """What was done: text for standard output, lines for standard error."""

    outcomes: tuple[Outcome, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    printed: str = ""
    said: tuple[str, ...] = ()
    exit_code: int = 0


def deliver(scripts: tuple[Script, ...], request: Request) -> Delivery:
    """Do what is asked with the scripts of one source; none of them, nothing."""
    if request.output == "-":
        return Delivery(printed="".join(script.text for script in scripts))
    try:
        outcomes = _compared(scripts, request)
        if request.check or request.diff:
            return _report(outcomes, request)
        return _write(outcomes, request)
    except OutputError as problem:
        return Delivery(diagnostics=(diagnose("FLC903", str(problem)),))


def _compared(scripts: tuple[Script, ...], request: Request) -> tuple[Outcome, ...]:
    paths = [Path(request.output)]
    if request.all_flows:
        names = file_names(script.flow for script in scripts if script.flow)
        paths = [Path(request.output) / name for name in names]
    folder = Path(request.output) if request.all_flows else paths[0].parent
    paths.append(folder / RUNTIME_FILE)
    for path in paths:
        _refuse(path, request)
    pairs = zip(scripts, paths, strict=False)
    return tuple(Outcome(each, at, compare(at, each.text)) for each, at in pairs)


def _refuse(path: Path, request: Request) -> None:
    if request.source != "-" and same_file(Path(request.source), path):
        raise OutputError(f"{path} is the source itself")
    if request.all_flows and path.is_symlink():
        raise OutputError(f"{path} is a symbolic link; --all-flows writes no links")


def _report(outcomes: tuple[Outcome, ...], request: Request) -> Delivery:
    """For --check and --diff: say what differs."""
    differing = [each for each in outcomes if each.comparison.state is not State.FRESH]
    found = tuple(_difference(each, request) for each in differing if request.check)
    printed = "".join(each.diff for each in differing if request.diff)
    return Delivery(outcomes, found, printed, exit_code=int(bool(differing)))


def _difference(outcome: Outcome, request: Request) -> Diagnostic:
    state, reason = outcome.comparison.state, outcome.comparison.reason
    message = f"{outcome.path} is {state.value}: {reason}"
    command = f"flowc compile {request.source} -o {request.output}"
    help = f"write it again: {command}"
    if not outcome.comparison.overwritable:
        help = f"see what differs: {command} --diff"
    return diagnose("FLC901", message, help=help)


def _write(outcomes: tuple[Outcome, ...], request: Request) -> Delivery:
    """Write all that differ, or none if one of them may not be overwritten."""
    held = [_held_back(e) for e in outcomes if not e.comparison.overwritable]
    held += _needed_by_others(outcomes)
    if held and not request.force:
        return Delivery(outcomes, tuple(held))
    if request.all_flows and outcomes:
        _make_folder(Path(request.output))
    return _written(outcomes)


def _held_back(outcome: Outcome) -> Diagnostic:
    message = f"{outcome.path} is left as it is: {outcome.comparison.reason}"
    return diagnose("FLC902", message, help="overwrite it with --force")


def _needed_by_others(outcomes: tuple[Outcome, ...]) -> list[Diagnostic]:
    """Say which scripts need the runtime beside them as it is, if it would change."""
    shared = [each for each in outcomes if each.path.name == RUNTIME_FILE]
    if not shared or shared[0].comparison.state is not State.STALE:
        return []
    [runtime] = shared
    name = re.search(RUNTIME_NAME, runtime.comparison.text)
    own = {each.path.name for each in outcomes}
    beside = [p for p in sorted(runtime.path.parent.glob("*.py")) if p.name not in own]
    needing = [path.name for path in beside if name and _names(path, name[0])]
    if not needing:
        return []
    shown = ", ".join(needing[:3])
    more = f" and {len(needing) - 3} more" if len(needing) > 3 else ""
    message = (
        f"{runtime.path} is left as it is: {runtime.comparison.reason}, and other "
        f"scripts here need it as it is: {shown}{more}"
    )
    help = "write it with --force, and then compile the others again"
    return [diagnose("FLC902", message, help=help)]


def _names(path: Path, name: str) -> bool:
    """Whether a script loads the runtime of that name."""
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return name in stream.read(HEAD)
    except OSError:
        return False


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(f"cannot make {path}: {problem.strerror}") from None


def _written(outcomes: Iterable[Outcome]) -> Delivery:
    done, said = [], []
    for each in outcomes:
        fresh = each.comparison.state is State.FRESH
        if not fresh:
            write(each.path, each.script.text)
        said.append(f"{each.path}: {'up to date' if fresh else 'written'}")
        done.append(Outcome(each.script, each.path, each.comparison, not fresh))
    return Delivery(tuple(done), said=tuple(said))


def as_objects(
    scripts: tuple[Script, ...], delivery: Delivery, request: Request
) -> list[dict[str, Any]]:
    """For JSON: each script with its text where it is printed, else its file."""
    if request.output == "-":
        return [{**_flow(each), "text": each.text} for each in scripts]
    return [_object(each, request) for each in delivery.outcomes]


def _flow(script: Script) -> dict[str, Any]:
    return {"flow": script.flow or None, "variable": script.variable or None}


def _object(outcome: Outcome, request: Request) -> dict[str, Any]:
    told = {
        "output": str(outcome.path),
        "state": outcome.comparison.state.value,
        "reason": outcome.comparison.reason,
        "written": outcome.written,
    }
    changes = {"diff": outcome.diff} if request.diff else {}
    return {**_flow(outcome.script), **told, **changes}
