"""Secrets: values that come from the context or the environment of the run."""

import json
from typing import Any

from ..authoring.build_stack import current_flow
from ..context.context import context_values
from ..context.prefect_environment import context_of_environment


class Secret:
    """A secret by its name (semantics, section 4).

    The value is looked for when it is asked for: in the context of the run, then in
    this process's variable PREFECT__CONTEXT__SECRETS__<name>. There is no Prefect
    Cloud to ask.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def exists(self) -> bool:
        return self.name in known_secrets()

    def get(self) -> Any:
        """The value, read as JSON where it is text that parses; ValueError without one,
        and where a flow is being built."""
        if current_flow():
            raise ValueError(
                "Secrets should only be retrieved during a Flow run, not while "
                "building a Flow."
            )
        found = known_secrets()
        if self.name not in found:
            raise ValueError(f'Local Secret "{self.name}" was not found.')
        value = found[self.name]
        try:
            return json.loads(value)
        except (ValueError, TypeError):
            return value


def known_secrets() -> dict[str, Any]:
    """The secrets that the environment gives, under those of the context."""
    below = context_of_environment().get("secrets") or {}
    return {**below, **(context_values().get("secrets") or {})}
