"""When a trigger lets a task run, and what it raises if not."""

import re
from collections.abc import Callable, Sequence

from tests.property.signals import SKIP, TRIGGERFAIL
from tests.property.states import State

States = list[State]
RULES: dict[str, tuple[str, Callable[[States], bool]]] = {
    "all_successful": (
        "some of the upstream tasks failed",
        lambda states: all(s.successful for s in states),
    ),
    "all_failed": (
        "some of the upstream tasks succeeded",
        lambda states: all(s.failed for s in states),
    ),
    "any_successful": (
        "none of the upstream tasks succeeded",
        lambda states: any(s.successful for s in states),
    ),
    "any_failed": (
        "none of the upstream tasks failed",
        lambda states: any(s.failed for s in states),
    ),
    "not_all_skipped": (
        "some of the upstream tasks failed",
        lambda states: all(s.successful for s in states),
    ),
}


def check_trigger(trigger: str, ups: Sequence[tuple[str | None, State]]) -> None:
    """Raise TRIGGERFAIL or SKIP unless the trigger lets the task run."""
    # The states are a set: one that comes along two edges counts once.
    states = list(dict.fromkeys(s for _, state in ups for s in state.spread()))
    if trigger == "resource_cleanup":
        return _cleanup(ups)
    if trigger.startswith("some_"):
        return _bounds(trigger, states) if ups else None
    if trigger == "not_all_skipped" and all(state.skipped for state in states):
        raise SKIP("All upstreams were skipped", None)
    if trigger in ("all_finished", "always_run"):
        return None
    why, holds = RULES[trigger]
    if not holds(states) and (ups or not trigger.startswith("any_")):
        raise TRIGGERFAIL(f'Trigger was "{trigger}" but {why}.')
    return None


def _bounds(trigger: str, states: States) -> None:
    """Check `some_failed(at_least=1, at_most=0.5)`, given as its text."""
    name = trigger.partition("(")[0]
    said = {k: float(v) for k, v in re.findall(r"(at_\w+)=([\d.]+)", trigger)}
    scaled = {k: v * len(states) if v < 1 else v for k, v in said.items()}
    number = sum(s.failed if name == "some_failed" else s.successful for s in states)
    most = scaled.get("at_most", len(states))
    if not scaled.get("at_least", 0) <= number <= most:
        raise TRIGGERFAIL(f'Trigger was "{name}" but thresholds were not met.')


def _cleanup(ups: Sequence[tuple[str | None, State]]) -> None:
    """Skip a resource's cleanup unless it was set up; what is inside may fail."""
    steps = {"mgr": "init", "resource": "setup"}
    for key, state in ups:
        if key in steps and (state.skipped or not state.successful):
            # Which of the two Prefect names is the order of a set (see compare.py).
            how = "skipped" if state.skipped else "failed"
            raise SKIP(f"Resource manager {steps[key]} {how}")
