"""Tasks that can't be pickled: which they are, and what of them can't."""

from collections.abc import Sequence
from typing import Any

from .cloudpickling import dumped_by_value


def unsendable_among(contents: Sequence[Any]) -> dict[int, Exception]:
    """What keeps some of these from being pickled, by their numbers; raises what keeps
    all of them together."""
    found: dict[int, Exception] = {}
    for number, content in enumerate(contents):
        try:
            dumped_by_value(content)
        except Exception as error:
            found[number] = error
    if not found:
        dumped_by_value(list(contents))
    return found


def not_sent(steps: Sequence[Any], error: Exception) -> Exception:
    """The error of a node that can't be sent, with the name of what can't."""
    guilty = [name for step in steps for name in unsendable_names(step.function)]
    reason = f"it uses {guilty[0]}; {error}" if guilty else str(error)
    return TypeError(f"the task can't be sent to the workers: {reason}")


def unsendable_names(function: Any) -> list[str]:
    """The global names that a function uses and that can't be pickled."""
    world = getattr(function, "__globals__", {})
    code = getattr(function, "__code__", None)
    used = code.co_names if code is not None else ()
    return [name for name in used if name in world and not is_sendable(world[name])]


def is_sendable(value: Any) -> bool:
    """Whether a value can be pickled as a script's things are."""
    try:
        dumped_by_value(value)
    except Exception:
        return False
    return True
