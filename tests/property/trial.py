"""One generated flow: its seed, its text, and its endings."""

import traceback
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from tests.conformance.case import summary
from tests.property.compare import comparable
from tests.property.compiled import run_compiled
from tests.property.generate import generate
from tests.property.interpret import interpret
from tests.property.program import Program
from tests.property.render import render, shown
from tests.property.states import NotCompared


@dataclass(frozen=True)
class Trial:
    """A flow by its seed and number; equal ones are equal flows."""

    seed: int
    number: int

    @property
    def name(self) -> str:
        return f"flow_{self.seed}_{self.number}"

    @cached_property
    def program(self) -> Program:
        return generate(Random(f"{self.seed}/{self.number}"))

    @cached_property
    def files(self) -> dict[str, str]:
        return render(self.program)

    @property
    def text(self) -> str:
        return shown(self.files)

    @cached_property
    def interpreted(self) -> str:
        """The ending as it is interpreted; NotCompared if that can't be told."""
        return comparable(interpret(self.program))

    def compiled(self) -> str:
        """Return the ending under flowc, or what went wrong with it."""
        try:
            return comparable(run_compiled(self.files, self.program.given))
        except Exception as error:
            return "".join(traceback.format_exception(error))

    @property
    def apart(self) -> str | None:
        """Why the flow is not compared; None for one that is."""
        try:
            assert self.interpreted
        except NotCompared as error:
            return str(error)
        return None


def recorded(record: dict[str, Any]) -> str:
    """Return the ending that Prefect's record tells, or what else it tells."""
    runs = record.get("runs", [{}])
    if "flow_state" not in runs[0]:
        return str(record)
    return comparable(summary(runs[0]))
