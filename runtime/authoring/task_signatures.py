"""Which functions can be the `run` of a task, and what their signatures tell."""

import inspect
import typing
from collections.abc import Iterable
from typing import Any, Callable, Optional

# What a call of a task takes for itself.
CALL_KEYWORDS = ("upstream_tasks", "mapped", "task_args", "flow")


def check_run(run: Callable[..., Any]) -> None:
    """Refuse a function that takes *args or a name of CALL_KEYWORDS (section 2.2)."""
    try:
        spec = inspect.getfullargspec(inspect.unwrap(run))
    except TypeError as error:
        if str(error) != "unsupported callable":
            raise
        raise ValueError(
            "This function can not be inspected (this is common with `builtin` and "
            "`numpy` functions). In order to use it as a task, please wrap it in a "
            "standard Python function. For more detail, see https://docs.prefect.io/"
            "core/advanced_tutorials/task-guide.html#the-task-decorator"
        ) from error
    if spec.varargs:
        raise ValueError(
            "Tasks with variable positional arguments (*args) are not supported, "
            "because all Prefect arguments are stored as keywords. As a workaround, "
            "consider modifying the run() method to accept **kwargs and feeding the "
            "values to *args."
        )
    reserved = [name for name in CALL_KEYWORDS if name in spec.args]
    if reserved:
        raise ValueError(
            "Tasks cannot have the following argument names: "
            f"{', '.join(reserved)}. These are reserved keyword arguments."
        )


def check_parameters(run: Callable[..., Any], task_name: str) -> None:
    """Refuse parameters that no call could give: positional-only, or twice there."""
    parameters = inspect.signature(run).parameters.values()
    for each in parameters:
        if each.name in CALL_KEYWORDS:
            raise ValueError(f"duplicate parameter name: {each.name!r}")
    unnamed = [each.name for each in parameters if each.kind == each.POSITIONAL_ONLY]
    if unnamed:
        raise TypeError(
            "Found positional-only parameters in the function signature for task "
            f"{task_name}: {unnamed}. Prefect passes arguments using keywords and does "
            "not support positional-only parameters."
        )


def arguments_of(
    run: Callable[..., Any], values: tuple[Any, ...], keywords: dict[str, Any]
) -> dict[str, Any]:
    """The arguments of a call by name; TypeError as Python says it (case 165).

    Those not given are left out: `run` has its defaults when it runs (case 002).
    """
    signature = inspect.signature(run)
    found = dict(signature.bind(*values, **keywords).arguments)
    for each in signature.parameters.values():
        if each.kind == each.VAR_KEYWORD:
            found.update(found.pop(each.name, {}))
    return found


def check_keywords(run: Callable[..., Any], keys: Iterable[str]) -> None:
    """Refuse keywords that `run` does not take, as Python does."""
    inspect.signature(run).bind_partial(**dict.fromkeys(keys))


def check_mappable(values: Iterable[Any]) -> None:
    """Refuse positional arguments of a map that have no items to take (case 167)."""
    for value in values:
        if not hasattr(value, "__getitem__"):
            raise TypeError(
                f"Cannot map over unsubscriptable object of type {type(value)}: "
                f"{repr(value)[:10]}..."
            )


def outputs_of(run: Callable[..., Any]) -> Optional[int]:
    """How many results a `Tuple[...]` annotation promises; None if it does not say."""
    try:
        annotation = inspect.signature(run).return_annotation
    except Exception:
        return None
    if typing.get_origin(annotation) is not tuple or annotation is typing.Tuple:
        return None
    items = typing.get_args(annotation)
    if items == ((),):  # Tuple[()] before Python 3.11
        return 0
    return None if len(items) == 2 and items[1] is Ellipsis else len(items)


def inputs_of(run: Callable[..., Any]) -> dict[str, dict[str, Any]]:
    """What `run` takes: `type`, `default` and `required` of each parameter."""
    empty = inspect.Signature.empty
    return {
        name: {
            "type": Any if each.annotation is empty else each.annotation,
            "default": None if each.default is empty else each.default,
            "required": each.default is empty,
        }
        for name, each in inspect.signature(run).parameters.items()
    }
