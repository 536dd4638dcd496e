"""Results: where the value of a task is written and found again (section 10.4)."""

import copy
import datetime
import logging
import uuid
from collections.abc import Iterable
from typing import Any, Callable, Optional, Union

from .serializers import (
    DateTimeSerializer,
    JSONSerializer,
    PickleSerializer,
    Serializer,
)
from .store_errors import RESULT_ADVICE, ResultNotImplementedError


class Result:
    """The value of a task, and the place where it is or is to be stored.

    `location` is a template for `str.format`, or a function of the same keywords that
    returns a location. What reads or writes returns a new Result and leaves this one
    as it is. `validators` are functions of a Result that say whether it is valid.
    """

    def __init__(
        self,
        value: Any = None,
        location: Union[str, Callable[..., str], None] = None,
        serializer: Optional[Serializer] = None,
        validators: Optional[Iterable[Callable[[Any], bool]]] = None,
        run_validators: bool = True,
    ) -> None:
        self.value = value
        self.serializer = PickleSerializer() if serializer is None else serializer
        self.validators = list(validators or ())
        self.run_validators = run_validators
        self.logger = logging.getLogger(f"prefect.{type(self).__name__}")
        self.location: Any = None
        self.place(location)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and shown_items(self) == shown_items(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.value!r}>"

    def as_result(self) -> Any:
        """This result, where a `result_handler` of Prefect 0.x is asked for one."""
        return self

    @property
    def default_location(self) -> str:
        """Where a result without a location is written: a new place each time."""
        now = datetime.datetime.now(datetime.timezone.utc)
        return f"{now.year}/{now.month}/{now.day}/{uuid.uuid4()}.prefect_result"

    @property
    def writes(self) -> bool:
        """Whether this kind of result can be written at all."""
        return type(self).write is not Result.write

    def place(self, location: Union[str, Callable[..., str], None]) -> None:
        """Set the location, which may be a template or a function."""
        self._formatter = None if isinstance(location, str) else location
        self.location = location if isinstance(location, str) else None

    def copy(self) -> Any:
        return copy.copy(self)

    def from_value(self, value: Any) -> Any:
        """A result of this kind with another value, not stored anywhere."""
        new = self.copy()
        new.location, new.value = None, value
        return new

    def format(self, **named: Any) -> Any:
        """This result with its location filled in."""
        new = self.copy()
        function = self.location if callable(self.location) else self._formatter
        if isinstance(self.location, str):
            new.location = self.location.format(**named)
        elif function is not None:
            new.location = function(**named)
        else:
            new.location = self.default_location
        return new

    def validate(self) -> bool:
        """Whether all validators accept this result."""
        return all(validator(self) for validator in self.validators)

    def exists(self, location: str, **named: Any) -> bool:
        """Whether something is stored at a location, which may be a template."""
        raise ResultNotImplementedError(RESULT_ADVICE)

    def read(self, location: str) -> Any:
        """A result with the value that is stored at a location."""
        raise ResultNotImplementedError(RESULT_ADVICE)

    def write(self, value_: Any, **named: Any) -> Any:
        """Store a value; the result that says where. `named` fills in the location."""
        raise ResultNotImplementedError(RESULT_ADVICE)


def shown_items(result: Any) -> dict[str, Any]:
    """What makes two results equal: all attributes but the private ones."""
    return {name: item for name, item in vars(result).items() if name[0] != "_"}


class StoredResult(Result):
    """A result that is bytes at a place; a subclass says how those are kept."""

    def place_for(self, location: str) -> str:
        """The full path or URL that a location stands for."""
        raise NotImplementedError

    def load(self, place: str) -> bytes:
        raise NotImplementedError

    def save(self, place: str, data: bytes) -> None:
        raise NotImplementedError

    def has(self, place: str) -> bool:
        raise NotImplementedError

    def exists(self, location: str, **named: Any) -> bool:
        return self.has(self.place_for(location.format(**named)))

    def read(self, location: str) -> Any:
        new = self.copy()
        new.location = location
        new.value = self.serializer.deserialize(self.load(self.place_for(location)))
        return new

    def write(self, value_: Any, **named: Any) -> Any:
        new = self.format(**named)
        new.value = value_
        data = self.serializer.serialize(value_)
        self.save(self.place_for(new.location), data)
        return new


class PrefectResult(Result):
    """A result whose location is the value itself, as JSON or as a date."""

    def __init__(self, **named: Any) -> None:
        named.setdefault("serializer", JSONSerializer())
        if not isinstance(named["serializer"], (JSONSerializer, DateTimeSerializer)):
            raise TypeError(
                "PrefectResult only supports JSONSerializer or DateTimeSerializer"
            )
        super().__init__(**named)

    def exists(self, location: str, **named: Any) -> bool:
        try:
            self.serializer.deserialize(location.encode())
        except Exception:
            return False
        return True

    def read(self, location: str) -> Any:
        new = self.copy()
        new.value = self.serializer.deserialize(location.encode())
        new.location = location
        return new

    def write(self, value_: Any, **named: Any) -> Any:
        new = self.copy()
        new.value = value_
        new.location = self.serializer.serialize(value_).decode()
        return new


class ConstantResult(Result):
    """A result that is always there, because it carries its value along."""

    def __init__(self, **named: Any) -> None:
        if "serializer" in named:
            raise ValueError("Can't pass a serializer to a ConstantResult.")
        super().__init__(**named)

    def exists(self, location: str, **named: Any) -> bool:
        return True

    def read(self, location: str) -> Any:
        return self

    def write(self, value_: Any, **named: Any) -> Any:
        raise ValueError("Cannot write values to `ConstantResult` types.")


class SecretResult(Result):
    """The result of a secret task: never written, and read by running the task."""

    def __init__(self, secret_task: Any, **named: Any) -> None:
        if "serializer" in named:
            raise ValueError("Can't pass a serializer to a SecretResult.")
        self.secret_task = secret_task
        named.setdefault("location", secret_task.name)
        super().__init__(**named)

    def read(self, location: str) -> Any:
        new = self.copy()
        new.value = self.secret_task.run(name=location)
        new.location = location
        return new

    def write(self, value_: Any, **named: Any) -> Any:
        raise ValueError("SecretResults cannot be written to.")
