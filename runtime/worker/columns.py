"""The outcomes of a chunk's elements, kept in columns, one for each step."""

from collections.abc import Sequence
from typing import Any

from ..reporting.notes import StepCount
from .element import Element
from .extents import Extent
from .outcome import SUCCEEDED, Box, Outcome


class Columns:
    """Collects what became of a chunk's elements, step by step.

    Values are kept only of `exports`, the results that are read outside the chunk;
    of the others only the counts and what a report shows of them.
    """

    def __init__(self, extents: Sequence[Extent], exports: Sequence[str]) -> None:
        self.extents = {extent.step.result: extent for extent in extents}
        self.counts = {
            name: StepCount(extent.step, extent.position, extent.stride, extent.width)
            for name, extent in self.extents.items()
        }
        self.values: dict[str, list[Any]] = {
            name: [None] * self.extents[name].length for name in exports
        }
        self.children: dict[str, dict[int, Outcome]]
        self.children = {name: {} for name in exports}

    def take(self, element: Element) -> None:
        """Enter the outcomes of an element that went through its steps."""
        place = element.place
        for name, box in element.boxes.items():
            self.counts[name].add(place, box, element.errors.get(name))
            if name in self.values:
                self.values[name][place] = box.value
                if box.state != "Success" or box.message != SUCCEEDED:
                    self.children[name][place] = box.outcome

    def take_staged(
        self, places: Sequence[int], row: int, known: dict[str, Any]
    ) -> None:
        """Enter the results that the row of these places had in plain calls."""
        place = places[row]
        for name, count in self.counts.items():
            count.add_success(place, known[name])
        for name, column in self.values.items():
            column[place] = known[name]

    def take_plain(
        self, places: Sequence[int], returned: list[Any], failures: int
    ) -> None:
        """Enter what a kernel returned for the elements at these places.

        The rows of failed elements are entered once more when they are through.
        """
        for count in self.counts.values():
            count.add_successes(len(returned) - failures)
        (column,) = self.values.values()
        if isinstance(places, range):
            column[places.start : places.stop] = returned
        else:
            for place, value in zip(places, returned):
                column[place] = value

    def boxes(self) -> dict[str, Box]:
        """The exported columns: a mapped box, or that of a task that did not map."""
        found = {}
        for name, values in self.values.items():
            parent, step = self.extents[name].parent, self.extents[name].step
            box = Box(parent.state, None, parent.message, slug=step.slug)
            if parent.mapped:
                box.value, box.children = values, self.children[name]
            found[name] = box
        return found

    def note(self, started: float) -> list[dict[str, Any]]:
        """What a report shows of each step's elements; `started` in epoch seconds."""
        return [
            self.counts[name].note(extent.parent, extent.width, extent.length, started)
            for name, extent in self.extents.items()
        ]
