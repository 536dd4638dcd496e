"""What a decorator between `@task` and `def` leaves of a function's signature."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import libcst as cst

from .names import RUNTIME, Names
from .syntax import bound_in, text_of
from .walking import look

ORIGINALLY = f"{RUNTIME}.originally"
# Those of other packages that are known to use functools.wraps.
_KEEPING = frozenset(
    {
        *("functools.lru_cache", "functools.cache", "lru_cache"),
        *("backoff.on_exception", "backoff.on_predicate", "tenacity.retry"),
    }
)
# Code that sets anew what functools.wraps has copied, or takes it away.
_CHANGED = re.compile(
    r"\.__(signature|wrapped|name|annotations)__\s*=(?!=)|\bdel\b.*__wrapped__"
)


def opaque_decorator(
    node: cst.FunctionDef,
    task: cst.Decorator,
    functions: Mapping[str, cst.FunctionDef],
    names: Names,
) -> cst.Decorator | None:
    """The first decorator below `@task` whose result only the run can tell.

    Prefect takes name, signature and annotation of what `@task` is given, which are the
    function's own where every decorator in between returns it, or uses functools.wraps.
    """
    place = list(node.decorators).index(task)
    for decorator in node.decorators[place + 1 :]:
        called = called_in(decorator.decorator)
        if names.path(called) == ORIGINALLY or text_of(called) in _KEEPING:
            continue
        known = functions.get(called.value) if isinstance(called, cst.Name) else None
        if known is None or not keeps_signature(known):
            return decorator
    return None


def called_in(node: cst.BaseExpression) -> cst.BaseExpression:
    """What a decorator names: `d` of `@d` and of `@d(...)`."""
    return node.func if isinstance(node, cst.Call) else node


def keeps_signature(decorator: cst.FunctionDef) -> bool:
    """Whether a decorator's own text says that its result looks as its argument does.

    So it does where each innermost function has `@functools.wraps(function)`; one
    without functions inside has to return its first argument.
    """
    if decorator.decorators or _CHANGED.search(text_of(decorator)):
        return False
    innermost = list(_innermost(decorator))
    if innermost == [decorator]:
        return _returns_argument(decorator)
    return all(any(map(_is_wraps, each.decorators)) for each in innermost)


def _is_wraps(decorator: cst.Decorator) -> bool:
    call = decorator.decorator
    if not isinstance(call, cst.Call) or len(call.args) != 1:
        return False
    last = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
    return isinstance(last, cst.Name) and last.value == "wraps"


def _innermost(function: cst.FunctionDef) -> Iterator[cst.FunctionDef]:
    """The functions inside a function that have no other inside, or itself."""
    inside = _Collector()
    look(function.body, inside)
    if not inside.functions:
        yield function
    for each in inside.functions:
        yield from _innermost(each)


def _returns_argument(function: cst.FunctionDef) -> bool:
    params = function.params.params
    found = _Collector()
    look(function.body, found)
    values = [each.value for each in found.returns]
    return bool(params and values) and all(
        isinstance(value, cst.Name) and value.value == params[0].name.value
        for value in values
    )


class _Collector(cst.CSTVisitor):
    """Collects functions, and returns that are not inside of these."""

    def __init__(self) -> None:
        self.functions: list[cst.FunctionDef] = []
        self.returns: list[cst.Return] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self.functions.append(node)
        return False

    def visit_Return(self, node: cst.Return) -> None:
        self.returns.append(node)


def functions_of(statements: Iterable[cst.CSTNode]) -> dict[str, cst.FunctionDef]:
    """The functions at module level whose names stand for nothing else, by these."""
    nodes = tuple(statements)
    times = Counter(name for node in nodes for name in bound_in(node))
    functions = (node for node in nodes if isinstance(node, cst.FunctionDef))
    return {f.name.value: f for f in functions if times[f.name.value] == 1}
