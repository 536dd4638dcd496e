"""`PackageFlow`: stands for a Flow class whose source was not at hand."""

import inspect
from typing import Any, Callable

from ..authoring.flows import Flow


class PackageFlow(Flow):
    """A Flow that takes any keyword and has any method, as its own class may.

    What Prefect's Flow does not know has no effect; a flow without a name is called
    "flow".
    """

    def __init__(self, name: str = "flow", *values: Any, **named: Any) -> None:
        known = inspect.signature(Flow.__init__).parameters
        given = {key: value for key, value in named.items() if key in known}
        super().__init__(name, *values, **given)

    def __getattr__(self, name: str) -> Callable[..., None]:
        """A method that only the package knows: it does nothing."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *values, **named: self._say_without_effect(name)
