"""Reads `flow.run(...)`: what a program gives the flow that it runs."""

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from .names import dotted
from .syntax import literal, text_of
from .walking import walk

_KEYWORDS = ("executor", "parameters", "run_on_schedule", "context")
# What the run's context is given, unless `context` holds it (Flow.run of 1.4.1).
_IDENTITY = ("flow_run_id", "flow_run_name")
# What Prefect's runner takes and a script has no counterpart for.
RUNNERS = frozenset({"state", "return_tasks", "runner_cls", "task_contexts"})
# States that tasks have before the run: the flow object has them (`with_states`).
STATES = "task_states"


@dataclass(frozen=True)
class Run:
    """One call: the settings by name, and whether it keeps to the schedule.

    `stars` are arguments that hide what is given. `made` names the settings whose
    expressions are flowc's own, and stand nowhere in the source.
    """

    settings: dict[str, cst.BaseExpression]
    scheduled: bool
    stars: tuple[cst.Arg, ...]
    made: frozenset[str] = frozenset()


def read_run(call: cst.Call) -> Run:
    """What the arguments of `flow.run(...)` say."""
    plain = [arg for arg in call.args if arg.star != "*"]
    given = {
        _keyword(arg): arg.value
        for arg in plain
        if not arg.star and _keyword(arg) in _KEYWORDS
    }
    scheduled = literal(given.pop("run_on_schedule", None)) is not False
    single = list(_single_parameters(plain))
    if single:
        whole = [text_of(given["parameters"])] if "parameters" in given else []
        text = f"dict({', '.join(whole + single)})"
        given["parameters"] = cst.parse_expression(text)
    identity = [arg for arg in plain if not arg.star and _keyword(arg) in _IDENTITY]
    if identity:
        rows = [f'"{_keyword(arg)}": {text_of(arg.value)}' for arg in identity]
        rows += [f"**{text_of(given['context'])}"] if "context" in given else []
        given["context"] = cst.parse_expression(f"{{{', '.join(rows)}}}")
    stars = tuple(arg for arg in call.args if arg.star == "*")
    made = {"parameters": bool(single), "context": bool(identity)}
    return Run(given, scheduled, stars, frozenset(n for n in made if made[n]))


def _keyword(arg: cst.Arg) -> str:
    return arg.keyword.value if arg.keyword else "parameters"


def _single_parameters(args: list[cst.Arg]) -> Iterator[str]:
    """`flow.run(x=5)` gives the Parameter x its value."""
    for arg in args:
        if arg.star:
            yield f"**{text_of(arg.value)}"
        elif _keyword(arg) not in {*_KEYWORDS, *_IDENTITY, *RUNNERS, STATES}:
            yield f"{_keyword(arg)}={text_of(arg.value)}"


def with_states(lines: tuple[cst.CSTNode, ...], flow: str) -> tuple[cst.CSTNode, ...]:
    """The statements of a scope; in front of one that runs the flow with states of its
    tasks a line gives the flow these: `flow.task_states = {...}`."""
    found: list[cst.CSTNode] = []
    for line in lines:
        for value in states_given(line, flow):
            target = cst.Attribute(cst.Name(flow), cst.Name(STATES))
            found.append(cst.Assign([cst.AssignTarget(target)], value))
        found.append(line)
    return tuple(found)


def states_given(line: cst.CSTNode, flow: str) -> Iterator[cst.BaseExpression]:
    """What runs of the flow inside a statement say that tasks have for states."""
    if isinstance(line, (cst.FunctionDef, cst.ClassDef)):
        return
    for node in walk(line):
        if isinstance(node, cst.Call) and dotted(node.func) == f"{flow}.run":
            yield from (arg.value for arg in node.args if _says_states(arg))


def _says_states(arg: cst.Arg) -> bool:
    return arg.keyword is not None and arg.keyword.value == STATES
