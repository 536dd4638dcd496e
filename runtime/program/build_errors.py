"""What can be wrong with a flow before anything of it runs."""

import contextlib
import linecache
import traceback
from collections.abc import Iterable, Iterator
from typing import Any

from ..reporting.source_lines import SCRIPTS, source_place
from ..states.signals import PrefectSignal
from .errors import UsageProblem


class WrongParameters(ValueError):
    """A run's parameters are not those of its flow (section 4).

    The text is Prefect's; `advice` says what a program tells besides.
    """

    advice = ""


class MissingParameters(WrongParameters):
    """A run lacks parameters that its flow requires."""


class BuildProblem(UsageProblem):
    """The source's own code failed while it built the flow; `error` is what it raised.

    Another run would go no better, so it ends a schedule too.
    """

    def __init__(self, error: BaseException, place: str) -> None:
        reason = type(error).__name__ + (f": {error}" if str(error) else "")
        super().__init__(f"the flow can't be built: {reason}{place}")
        self.exit_code = 1
        self.error = error


@contextlib.contextmanager
def building_flow() -> Iterator[None]:
    """Around the source's code that builds a flow: BuildProblem for what it raises."""
    try:
        yield
    except (Exception, PrefectSignal) as error:
        raise BuildProblem(error, place_in_source(error)) from error


def place_in_source(error: BaseException) -> str:
    """The innermost line of the user's that an error passed through, or nothing.

    Functions that were carried say that they come from the source; what else shares
    their globals is the runtime, functions that build graphs aside.
    """
    spaces = [script.namespace for script in SCRIPTS.values()]
    places = [
        (*source_place(frame, line), linecache.getline(frame.f_code.co_filename, line))
        for frame, line in traceback.walk_tb(error.__traceback__)
        if any(frame.f_globals is each for each in spaces)
    ]
    if not places:
        return ""
    name, line, text = places[-1]
    return f"\n  {name}:{line}: {text.strip()}".rstrip(": ")


def check_given(builder: Any) -> None:
    """WrongParameters for those that the flow does not have, and for missing ones."""
    refuse_unknown(builder.given, builder.parameters)
    refuse_missing(builder.missing)


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """WrongParameters for given ones that the flow does not have, with those that it
    has."""
    has = sorted(known)
    unknown = sorted(set(given) - {*has})
    if unknown:
        names = ", ".join(unknown)
        said = f"Flow.run received the following unexpected parameters: {names}"
        wrong = WrongParameters(said)
        wrong.advice = f"; {proposal(unknown, has)}"
        raise wrong


def proposal(unknown: list[str], has: list[str]) -> str:
    """What the names may have been meant to be, and what there is."""
    import difflib

    if not has:
        return "the flow has none"
    near = [m for name in unknown for m in difflib.get_close_matches(name, has, 1)]
    meant = f"did you mean {', '.join(dict.fromkeys(near))}? " if near else ""
    return f"{meant}the flow has {', '.join(has)}"


def refuse_missing(missing: Iterable[str]) -> None:
    """MissingParameters for required ones that are not given."""
    names = ", ".join(sorted(missing))
    if names:
        raise MissingParameters(
            f"Flow.run did not receive the following required parameters: {names}"
        )
