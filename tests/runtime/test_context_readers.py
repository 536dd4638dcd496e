"""Which functions may look at the context, and what their maps cost and see then."""

import functools
import logging
import types
from collections.abc import Callable
from typing import Any

import pytest
from flowc.runtime.context.context import context_values
from flowc.runtime.context.context_stand_in import PlainContext
from flowc.runtime.context.context_use import reads_context
from flowc.runtime.context.namespaces import Namespace
from flowc.runtime.library.secrets import Secret
from flowc.runtime.states.signals import SKIP

context = PlainContext()
prefect = Namespace("prefect", context=context)
signals = Namespace("prefect.engine.signals", SKIP=SKIP)
log = logging.getLogger("readers")
LIMITS = {"most": 3, "of": [1, 2]}


class Plain:
    def __init__(self, x: int) -> None:
        self.x = min(x, LIMITS["most"])  # type: ignore[call-overload]


class Telling:
    @property
    def name(self) -> Any:
        return context.get("task_name")


def inc(x: int) -> int:
    log.info("%s", x)
    return x + 1


def helped(x: int) -> Any:
    return Plain(inc(x)).x + len(functools.reduce(str.__add__, ["a", "b"]))


def skipping(x: int) -> int:
    if x:
        raise signals.SKIP()
    return x


def direct(x: int) -> Any:
    return prefect.context.get("x", x)


def by_helper(x: int) -> Any:
    return direct(x)


def by_nested(x: int) -> Any:
    return [(lambda: direct(each))() for each in (x,)]


def by_class(x: int) -> Any:
    return Telling().name


def by_secret(x: int) -> Any:
    return Secret("a").get()


def by_default(x: int, told: Callable[..., Any] = direct) -> Any:
    return told(x)


def by_eval(x: int) -> Any:
    return eval("direct(x)")


def by_values(x: int) -> Any:
    return context_values()["x"]


def closed(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*values: Any) -> Any:
        return function(*values)

    return inner


@pytest.mark.parametrize("function", [inc, helped, skipping, len, closed(inc)])
def test_those_that_do_not(function: Any) -> None:
    assert not reads_context(function)


@pytest.mark.parametrize(
    "function",
    [
        direct,
        by_helper,
        by_nested,
        by_class,
        by_secret,
        by_default,
        by_eval,
        by_values,
        closed(direct),
        functools.partial(direct, 1),
        functools.lru_cache(direct),
        Telling(),
        types.MethodType(direct, 3),
    ],
)
def test_those_that_may(function: Any) -> None:
    assert reads_context(function)
