"""How to have a flow of a method that the file itself never calls."""

from collections.abc import Iterator

import libcst as cst

from .makers import Makers, methods_of
from .names import dotted
from .walking import walk

_PROPERTIES = ("property", "cached_property")
_OF_CLASS = ("staticmethod", "classmethod")


def uncalled_calls(makers: Makers) -> Iterator[tuple[cst.FunctionDef, str]]:
    """The methods that return flows and need no arguments, each with an expression that
    gives its flow."""
    for node in makers.classes_in:
        for method in methods_of(node):
            made = method.name.value in makers.methods and makers.within(method)
            if made and not _runs_it(method) and not _is_abstract(node):
                text = _expression(node, method)
                if text is not None:
                    yield method, text


def _runs_it(method: cst.FunctionDef) -> bool:
    """Whether a method runs the flow that it makes, and returns what came of it."""
    values = [n.value for n in walk(method) if isinstance(n, cst.Return) and n.value]
    return all(
        isinstance(value, cst.Call) and dotted(value.func).endswith(".run")
        for value in values
    )


def _is_abstract(node: cst.ClassDef) -> bool:
    """Whether a class has methods that only its subclasses have the body of."""
    return any(
        dotted(each.decorator).endswith("abstractmethod")
        for method in walk(node)
        if isinstance(method, cst.FunctionDef)
        for each in method.decorators
    )


def _expression(node: cst.ClassDef, method: cst.FunctionDef) -> str | None:
    words = {dotted(each.decorator).rpartition(".")[2] for each in method.decorators}
    name, of_class = method.name.value, bool(words & {*_OF_CLASS})
    if not of_class and not _makes_itself(node):
        return None
    given = 0 if "staticmethod" in words else 1
    if _needs(method, given):
        return None
    owner = node.name.value if of_class else f"{node.name.value}()"
    return f"{owner}.{name}" if words & {*_PROPERTIES} else f"{owner}.{name}()"


def _makes_itself(node: cst.ClassDef) -> bool:
    """Whether a class, as far as its own text says, is called without arguments."""
    for method in node.body.body:
        if isinstance(method, cst.FunctionDef) and method.name.value == "__init__":
            return not _needs(method, 1)
    return True


def _needs(function: cst.FunctionDef, given: int) -> bool:
    """Whether a function has more arguments without a default than it is given."""
    params = function.params
    plain = [*params.posonly_params, *params.params][given:]
    return any(each.default is None for each in (*plain, *params.kwonly_params))
