"""`FlowRunner`: runs a flow once, whatever its schedule, as Prefect's does."""

from typing import Any


class FlowRunner:
    """Runs the flow that it is made for."""

    def __init__(self, flow: Any, *values: Any, **named: Any) -> None:
        self.flow = flow

    def run(self, state: Any = None, *values: Any, **named: Any) -> Any:
        """Run the flow once; its final State. Keywords are those of `flow.run`."""
        return self.flow.run(**{**named, "run_on_schedule": False})
