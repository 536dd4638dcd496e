"""A copy of a task for each attempt of it: what it keeps in itself is that attempt's.

So it is under Prefect's DaskExecutor, which pickles the task anew for each submission;
iterations of a LOOP are one submission. Its local executors share the one object.
"""

import datetime
import io
import pickle
import types
from typing import Any

from ..worker.task_spec import Step
from .triggers import BuiltInTrigger

# The settings of a task that no task keeps anything in.
SETTINGS_APART = frozenset({"logger", "tags", "retry_on", "result", "state_handlers"})
UNCHANGING = (
    *(bool, int, float, complex, str, bytes, type(None), type),
    *(datetime.date, datetime.timedelta, types.BuiltinFunctionType),
    BuiltInTrigger,
)
Attempt = tuple[Step, dict[str, Any]]


class Original:
    """A step as it came, pickled; `spare` are copies in which nothing was kept.

    Functions, classes and modules are not copied: `apart` has them.
    """

    def __init__(self, step: Step) -> None:
        self.apart: list[Any] = []
        self.data = self.pickled(step)
        held = [] if step.subject is step else vars(step.subject).items()
        kept = [value for name, value in held if name not in SETTINGS_APART]
        self.reusable = all(map(never_changes, [*kept, *step.state_handlers]))
        self.spare: list[Attempt] = []

    def pickled(self, step: Step) -> bytes:
        import cloudpickle

        apart = self.apart

        class CopyPickler(cloudpickle.CloudPickler):  # type: ignore[misc,unused-ignore]
            def persistent_id(self, obj: object) -> object:
                if not stays(obj):
                    return None
                apart.append(obj)
                return len(apart) - 1

        stream = io.BytesIO()
        CopyPickler(stream, protocol=5).dump(step)
        return stream.getvalue()

    def taken(self) -> Attempt:
        """A copy for one attempt, and what its task holds."""
        try:
            return self.spare.pop()
        except IndexError:
            step = CopyUnpickler(self.data, self.apart).load()
            return step, dict(vars(step.subject))

    def given_back(self, attempt: Attempt) -> None:
        """Use a copy again if nothing has changed in it."""
        step, before = attempt
        now = vars(step.subject)
        same = len(now) == len(before) and all(
            now.get(name, self) is value for name, value in before.items()
        )
        if self.reusable and same:
            self.spare.append(attempt)


class CopyUnpickler(pickle.Unpickler):
    """Loads what an Original has pickled."""

    def __init__(self, data: bytes, apart: list[Any]) -> None:
        super().__init__(io.BytesIO(data))
        self.apart = apart

    def persistent_load(self, number: Any) -> Any:
        return self.apart[number]


def stays(thing: object) -> bool:
    """Whether a copy has this very thing: code, but for functions that hold values."""
    if isinstance(thing, types.FunctionType):
        return thing.__closure__ is None
    return isinstance(thing, (type, types.ModuleType))


def never_changes(value: Any) -> bool:
    """Whether nothing can be kept in a value."""
    if isinstance(value, (tuple, frozenset)):
        return all(map(never_changes, value))
    return isinstance(value, UNCHANGING) or stays(value)


def original_of(step: Step) -> Original:
    """The step as it came, pickled when it is first run in this process."""
    if step.original is None:
        step.original = Original(step)
    found: Original = step.original
    return found


def copy_for_each_attempt(step: Step) -> None:
    """Have each attempt run a copy of the task, if it is an object of the user's."""
    step.copied = step.subject is not step or bool(step.state_handlers)
