"""What a step's trigger says to the outcomes upstream."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Optional

from ..states.conversion import as_state, signalled
from ..states.signals import TRIGGERFAIL, PrefectSignal
from ..worker.outcome import FAILED_STATES, Box, unusual_states
from ..worker.task_spec import Step
from .triggers import BuiltInTrigger, Tally

SUCCESSES = frozenset({"Success", "Cached", "Mapped", "Skipped"})


class UpstreamEdge:
    """An edge as a trigger of the user's sees it."""

    def __init__(
        self,
        upstream_task: Any,
        downstream_task: Any,
        key: Optional[str] = None,
        mapped: bool = False,
        flattened: bool = False,
    ) -> None:
        self.upstream_task = upstream_task
        self.downstream_task = downstream_task
        self.key = key
        self.mapped = mapped
        self.flattened = flattened


def refusal_of(
    step: Step, inputs: dict[str, Box], ordered: Sequence[Box]
) -> Optional[Box]:
    """The outcome of a step that its trigger does not let run; None if it does."""
    trigger = step.trigger
    if isinstance(trigger, BuiltInTrigger):
        boxes = [*inputs.values(), *ordered]
        if trigger.certain and boxes and all(box.state == "Success" for box in boxes):
            return None
        tally = tally_of(boxes)
        if type(trigger) is BuiltInTrigger and not trigger.rule(tally):
            # Many elements may be refused: they share what says so.
            step.refused = step.refused or trigger.signal(tally)
            return Box("TriggerFailed", step.refused, str(step.refused))
        refused = trigger.signal(tally)
        return None if refused is None else signalled(refused)
    return own_refusal(step, inputs, ordered)


def own_refusal(
    step: Step, inputs: dict[str, Box], ordered: Sequence[Box]
) -> Optional[Box]:
    """What a trigger of the user's says, a function of {edge: state} (case 038)."""
    states = dict(edge_states(step, inputs, ordered))
    try:
        if step.trigger(states):
            return None
        return signalled(TRIGGERFAIL("Trigger failed"))
    except Exception as error:
        message = f"Unexpected error while checking task trigger: {error!r}"
        return Box("TriggerFailed", error, message)
    except PrefectSignal as error:
        return signalled(error)


def edge_states(
    step: Step, inputs: dict[str, Box], ordered: Sequence[Box]
) -> Iterable[tuple[UpstreamEdge, Any]]:
    named = [(key, step.inputs.get(key, key), box) for key, box in inputs.items()]
    states: dict[Any, Any] = {}
    waits = [(None, name, box) for name, box in zip(step.upstream, ordered)]
    for key, name, box in (*named, *waits):
        upstream_task, mapped, flattened = step.edges[name]
        edge = UpstreamEdge(upstream_task, step.subject, key, mapped, flattened)
        yield edge, as_state(box, states)


def own_parts(box: Box) -> Sequence[Box]:
    """Return the boxes to count for one: the children's, where it is the copy of a
    mapped result that has some of that result's own children."""
    if box.mapped and box.part:
        return [box.child(place) for place in range(len(box.value))]
    return [box]


def different(upstream: Sequence[Box]) -> Iterator[Box]:
    """Yield the boxes without those of a state that others stand for as well."""
    parts = (part for box in upstream for part in own_parts(box))
    boxes = {box.identity: box for box in parts}
    entire = {identity for identity, box in boxes.items() if box.mapped}
    for box in boxes.values():
        if not isinstance(box.part, int) or (box.slug, None) not in entire:
            yield box


def tally_of(upstream: Sequence[Box]) -> Tally:
    """Count outcomes, those of mapped results child by child and each only once."""
    total = successes = failures = skips = 0
    for box in different(upstream):
        states = unusual_states(box)
        usual = 0 if box.children is None else len(box.value) - len(states)
        total += usual + len(states)
        successes += usual
        for state in states:
            successes += state in SUCCESSES
            failures += state in FAILED_STATES
            skips += state == "Skipped"
    return Tally(len(upstream), total, successes, failures, skips)
