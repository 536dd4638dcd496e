"""Tasks that give secrets: never written anywhere, and hidden in the report."""

import os
from typing import Any, Callable, Optional

from ..authoring.tasks import Task
from ..results.results import SecretResult
from .secrets import Secret


class SecretBase(Task):
    """The base of tasks that fetch a secret; a subclass has the `run`."""

    # The report shows such a task's result as '***'.
    secret = True

    def __init__(self, **named: Any) -> None:
        if named.get("result"):
            raise ValueError("Result types for Secrets are not configurable.")
        super().__init__(**{**named, "checkpoint": False})
        self.result = SecretResult(self)


class PrefectSecret(SecretBase):
    """The secret of this name, as `Secret(name).get()` finds it (case 158)."""

    def __init__(self, name: Optional[str] = None, **named: Any) -> None:
        self.secret_name = name
        super().__init__(name=name, **named)

    def run(self, name: Optional[str] = None) -> Any:
        return Secret(self.asked_name(name)).get()

    def asked_name(self, name: Optional[str]) -> str:
        """The name that a call gives, or else the task was made with."""
        asked = self.secret_name if name is None else name
        if asked is None:
            raise ValueError("A secret name must be provided.")
        return asked


class EnvVarSecret(PrefectSecret):
    """The value of an environment variable, through `cast` if that is given.

    One that is not set gives None, or with `raise_if_missing` a ValueError.
    """

    def __init__(
        self,
        name: Optional[str] = None,
        cast: Optional[Callable[[Any], Any]] = None,
        raise_if_missing: bool = False,
        **named: Any,
    ) -> None:
        self.cast = cast
        self.raise_if_missing = raise_if_missing
        super().__init__(name=name, **named)

    def run(self, name: Optional[str] = None) -> Any:
        variable = self.asked_name(name)
        value = os.environ.get(variable)
        if value is None and self.raise_if_missing:
            raise ValueError(f"Environment variable not set: {variable}")
        return value if value is None or self.cast is None else self.casted(value)

    def casted(self, value: str) -> Any:
        """The value through `cast`; an error that tells the value has it masked."""
        assert self.cast is not None
        try:
            return self.cast(value)
        except Exception as error:
            told = str(error)
            if value not in told:
                raise
        raise ValueError(told.replace(value, "***"))
