"""The nodes that operators on tasks make, under Prefect's names (semantics, 2.6)."""

import operator
from typing import Any

from .function_tasks import attribute_defaults
from .task_settings import NoDefault
from .tasks import Task


class Lookup(Task):
    """An item or an attribute of a result, or a default where there is none.

    `default` is a NoDefault, known by its type, since it travels to other processes.
    """

    _kind = "Lookup"

    def __init__(
        self, default: Any = NoDefault(), *values: Any, **named: Any  # noqa: B008
    ) -> None:
        super().__init__(*values, **named)
        self.default = default


class GetItem(Lookup):
    """`task_result[key]`."""

    _kind = "GetItem"

    @attribute_defaults("default")
    def run(self, task_result: Any, key: Any, default: Any = None) -> Any:
        try:
            return task_result[key]
        except KeyError:
            if isinstance(default, NoDefault):
                raise
            return default


class GetAttr(Lookup):
    """`task_result.attr`, where `attr` may have dots."""

    _kind = "GetAttr"

    @attribute_defaults("default")
    def run(self, task_result: Any, attr: Any, default: Any = None) -> Any:
        try:
            return operator.attrgetter(attr)(task_result)
        except AttributeError:
            if isinstance(default, NoDefault):
                raise
            return default


class Add(Task):
    """`x + y`"""

    _kind = "Add"

    def run(self, x: Any, y: Any) -> Any:
        return x + y


class Sub(Task):
    """`x - y`"""

    _kind = "Sub"

    def run(self, x: Any, y: Any) -> Any:
        return x - y


class Mul(Task):
    """`x * y`"""

    _kind = "Mul"

    def run(self, x: Any, y: Any) -> Any:
        return x * y


class Div(Task):
    """`x / y`"""

    _kind = "Div"

    def run(self, x: Any, y: Any) -> Any:
        return x / y


class FloorDiv(Task):
    """`x // y`"""

    _kind = "FloorDiv"

    def run(self, x: Any, y: Any) -> Any:
        return x // y


class Pow(Task):
    """`x ** y`"""

    _kind = "Pow"

    def run(self, x: Any, y: Any) -> Any:
        return x**y


class Mod(Task):
    """`x % y`"""

    _kind = "Mod"

    def run(self, x: Any, y: Any) -> Any:
        return x % y


class And(Task):
    """`x and y`: what `&` of tasks means in Prefect, logical, not bit by bit."""

    _kind = "And"

    def run(self, x: Any, y: Any) -> Any:
        return x and y


class Or(Task):
    """`x or y`"""

    _kind = "Or"

    def run(self, x: Any, y: Any) -> Any:
        return x or y


class Not(Task):
    """`not x`"""

    _kind = "Not"

    def run(self, x: Any) -> bool:
        return not x


class Equal(Task):
    """`x == y`"""

    _kind = "Equal"

    def run(self, x: Any, y: Any) -> Any:
        return x == y


class NotEqual(Task):
    """`x != y`"""

    _kind = "NotEqual"

    def run(self, x: Any, y: Any) -> Any:
        return x != y


class GreaterThanOrEqual(Task):
    """`x >= y`"""

    _kind = "GreaterThanOrEqual"

    def run(self, x: Any, y: Any) -> Any:
        return x >= y


class GreaterThan(Task):
    """`x > y`"""

    _kind = "GreaterThan"

    def run(self, x: Any, y: Any) -> Any:
        return x > y


class LessThanOrEqual(Task):
    """`x <= y`"""

    _kind = "LessThanOrEqual"

    def run(self, x: Any, y: Any) -> Any:
        return x <= y


class LessThan(Task):
    """`x < y`"""

    _kind = "LessThan"

    def run(self, x: Any, y: Any) -> Any:
        return x < y


OPERATIONS: dict[str, Any] = {
    "GetItem": GetItem,
    "Add": Add,
    "Sub": Sub,
    "Mul": Mul,
    "Div": Div,
    "FloorDiv": FloorDiv,
    "Pow": Pow,
    "Mod": Mod,
    "And": And,
    "Or": Or,
    "Not": Not,
    "Equal": Equal,
    "NotEqual": NotEqual,
    "GreaterThanOrEqual": GreaterThanOrEqual,
    "GreaterThan": GreaterThan,
    "LessThanOrEqual": LessThanOrEqual,
    "LessThan": LessThan,
}
