"""What the bodies of generated tasks do: as text, and as it is interpreted."""

import textwrap
from collections.abc import Mapping
from typing import Any

from tests.property.program import TaskDef, Trouble
from tests.property.signals import LOOP, SIGNALS, Ending
from tests.property.weigh import Odd, weigh

CONTEXT = "prefect.context.get"

# By the name of a body: the text after its troubles. {all} is a list of the
# parameters, {x} the first of them, {n} the task's number.
TEXTS = {
    "number": "return weigh({all}) + {n}",
    "spread": "return [weigh({all}) + i for i in range({n})]",
    "nest": "return [[weigh({all}) + i] * i for i in range({n})]",
    "pair": "return weigh({all}), [weigh({all}), {n}]",
    "word": 'return "even" if weigh({all}) % 2 == 0 else "odd"',
    "flag": "return weigh({all}) % 2 == {n} % 2",
    "echo": "return list({x}) if isinstance({x}, dict) else {x}",
    "nothing": "return None",
    "loop": f"""\
total = {CONTEXT}("task_loop_result", {{n}})
if {CONTEXT}("task_loop_count", 1) < {{n}}:
    raise signals.LOOP(message="again", result=total + weigh({{all}}))
return total""",
}
TESTS = {
    "always": "True",
    "even": "weigh({x}) % 2 == 0",
    "value": "weigh({x}) % 5 == {n}",
    "index": CONTEXT + '("map_index") == {n}',
    "early": CONTEXT + '("task_run_count") <= {n}',
    "looped": CONTEXT + '("task_loop_count", 1) == {n}',
}


def body_text(task: TaskDef) -> str:
    """Return the text of a task's body, not indented."""
    first = task.params[0] if task.params else "None"
    everything = f"[{', '.join(task.params)}]"
    text = TEXTS[task.body].format(all=everything, x=first, n=task.number)
    return "\n".join([*(trouble_text(t, first) for t in task.troubles), text])


def trouble_text(trouble: Trouble, first: str) -> str:
    """Return the `if` statement of one trouble."""
    test = TESTS[trouble.test].format(x=first, n=trouble.number)
    return f"if {test}:\n" + textwrap.indent(_raise_text(trouble), "    ")


def _raise_text(trouble: Trouble) -> str:
    kind, message, result = trouble.raises, trouble.message, trouble.result
    more = "" if result is None else f", result={result!r}"
    if kind == "ZeroDivisionError":
        return "1 / 0"
    if kind == "AssertionError":
        return f"assert False, {message!r}"
    if kind in SIGNALS:
        return f"raise signals.{kind}({message!r}{more})"
    if kind.startswith("ENDRUN"):
        return f"raise ENDRUN(state={kind.split()[1]}({message!r}{more}))"
    return f"raise {kind}({message!r})"


def run_body(
    task: TaskDef, inputs: Mapping[str, Any], context: Mapping[str, Any]
) -> Any:
    """Do what the task's body does; return its value or raise what it raises."""
    # A default is what the rendered signature says: None.
    values = [inputs.get(param) for param in task.params]
    run_troubles(task.troubles, values[0] if values else None, context)
    return _value(task, values, context)


def run_troubles(
    troubles: tuple[Trouble, ...], first: Any, context: Mapping[str, Any]
) -> None:
    """Raise the first of the troubles whose test holds."""
    for trouble in troubles:
        if _holds(trouble, first, context):
            raise _exception(trouble)


def _holds(trouble: Trouble, first: Any, context: Mapping[str, Any]) -> bool:
    n = trouble.number
    tests: dict[str, bool] = {
        "always": True,
        "even": weigh(first) % 2 == 0,
        "value": weigh(first) % 5 == n,
        "index": context.get("map_index") == n,
        "early": context["task_run_count"] <= n,
        "looped": context.get("task_loop_count", 1) == n,
    }
    return tests[trouble.test]


def _exception(trouble: Trouble) -> BaseException:
    kind, message, result = trouble.raises, trouble.message, trouble.result
    if kind == "ZeroDivisionError":
        return ZeroDivisionError("division by zero")
    if kind in SIGNALS:
        return SIGNALS[kind](message, *([] if result is None else [result]))
    if kind.startswith("ENDRUN"):
        return Ending(kind.split()[1], message, result)
    plain = {"ValueError": ValueError, "KeyError": KeyError, "Odd": Odd}
    return {**plain, "AssertionError": AssertionError}[kind](message)


def _value(task: TaskDef, values: list[Any], context: Mapping[str, Any]) -> Any:
    n, weight = task.number, weigh(values)
    first = values[0] if values else None
    if task.body == "loop":
        return _loop(n, weight, context)
    results = {
        "number": weight + n,
        "spread": [weight + i for i in range(n)],
        "nest": [[weight + i] * i for i in range(n)],
        "pair": (weight, [weight, n]),
        "word": "even" if weight % 2 == 0 else "odd",
        "flag": weight % 2 == n % 2,
        "echo": list(first) if isinstance(first, dict) else first,
        "nothing": None,
    }
    return results[task.body]


def _loop(n: int, weight: int, context: Mapping[str, Any]) -> int:
    total: int = context.get("task_loop_result", n)
    if context.get("task_loop_count", 1) < n:
        raise LOOP("again", total + weight)
    return total
