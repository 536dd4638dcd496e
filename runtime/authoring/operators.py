"""Python's operators on tasks: each makes a node of the flow being built (2.6)."""

from collections.abc import Iterator
from typing import Any

from .build_stack import current_flow, missing_flow


def new_operation(kind: str, *operands: Any, **settings: Any) -> Any:
    """A new node of a kind in OPERATIONS, bound to its operands in the current flow.

    The flow makes it: a task travels pickled with its class, and that must not drag
    along the classes of all operations.
    """
    flow = current_flow()
    if flow is None:
        raise missing_flow(f"<Task: {settings.get('name', kind)}>", f"{kind}(...)")
    return flow._operate(kind, operands, settings)


class TaskOperators:
    """The operators that a task has; `==`, `and`, `in` and the like stay Python's."""

    name: str
    nout: Any
    checkpoint: Any
    result: Any

    def is_equal(self, other: object) -> Any:
        return new_operation("Equal", self, other)

    def is_not_equal(self, other: object) -> Any:
        return new_operation("NotEqual", self, other)

    def not_(self) -> Any:
        return new_operation("Not", self)

    def or_(self, other: object) -> Any:
        return new_operation("Or", self, other)

    def __iter__(self) -> Iterator[Any]:
        if self.nout is None:
            raise TypeError(
                "Task is not iterable. If your task returns multiple results, pass "
                "`nout` to the task decorator/constructor, or provide a `Tuple` "
                "return-type annotation to your task."
            )
        return (self[place] for place in range(self.nout))

    def __getitem__(self, key: Any) -> Any:
        inside = key.name if isinstance(key, TaskOperators) else repr(key)
        return new_operation(
            "GetItem",
            self,
            key,
            name=f"{self.name}[{inside}]",
            checkpoint=self.checkpoint,
            result=self.result,
        )

    def __or__(self, other: Any) -> Any:
        """Run `other` after this task; the value is `other` (case 017)."""
        self.set_dependencies(downstream_tasks=[other])
        return other

    def __ror__(self, other: object) -> Any:
        self.set_dependencies(upstream_tasks=[other])
        return self

    def set_dependencies(self, *values: Any, **named: Any) -> Any:
        raise NotImplementedError

    def __add__(self, other: object) -> Any:
        return new_operation("Add", self, other)

    def __sub__(self, other: object) -> Any:
        return new_operation("Sub", self, other)

    def __mul__(self, other: object) -> Any:
        return new_operation("Mul", self, other)

    def __truediv__(self, other: object) -> Any:
        return new_operation("Div", self, other)

    def __floordiv__(self, other: object) -> Any:
        return new_operation("FloorDiv", self, other)

    def __mod__(self, other: object) -> Any:
        return new_operation("Mod", self, other)

    def __pow__(self, other: object) -> Any:
        return new_operation("Pow", self, other)

    def __and__(self, other: object) -> Any:
        return new_operation("And", self, other)

    def __radd__(self, other: object) -> Any:
        return new_operation("Add", other, self)

    def __rsub__(self, other: object) -> Any:
        return new_operation("Sub", other, self)

    def __rmul__(self, other: object) -> Any:
        return new_operation("Mul", other, self)

    def __rtruediv__(self, other: object) -> Any:
        return new_operation("Div", other, self)

    def __rfloordiv__(self, other: object) -> Any:
        return new_operation("FloorDiv", other, self)

    def __rmod__(self, other: object) -> Any:
        return new_operation("Mod", other, self)

    def __rpow__(self, other: object) -> Any:
        return new_operation("Pow", other, self)

    def __rand__(self, other: object) -> Any:
        return new_operation("And", other, self)

    def __gt__(self, other: object) -> Any:
        return new_operation("GreaterThan", self, other)

    def __ge__(self, other: object) -> Any:
        return new_operation("GreaterThanOrEqual", self, other)

    def __lt__(self, other: object) -> Any:
        return new_operation("LessThan", self, other)

    def __le__(self, other: object) -> Any:
        return new_operation("LessThanOrEqual", self, other)
