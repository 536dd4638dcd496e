"""A program's files, as somebody would write it for Prefect 1."""

import inspect
import re
import textwrap
from collections.abc import Iterable
from typing import Any

from tests.property import weigh
from tests.property.bodies import body_text, trouble_text
from tests.property.program import HelperDef, ManagerDef, Program, TaskDef
from tests.property.syntax import (
    Append,
    Assign,
    Call,
    Case,
    Comprehension,
    Const,
    Expr,
    For,
    Help,
    If,
    IfElse,
    Index,
    Items,
    Mark,
    Merge,
    Op,
    Param,
    Reference,
    Resource,
    Stmt,
    Switch,
    Table,
    Tagged,
    Upstream,
    Var,
)

HEAD = """\
from datetime import timedelta

import prefect
from prefect import Flow, Parameter, Task, case, flatten, mapped, resource_manager
from prefect import tags, task, triggers, unmapped
from prefect.engine import signals
from prefect.engine.runner import ENDRUN
from prefect.engine.state import Failed, Skipped, Success
from prefect.tasks.control_flow import ifelse, merge, switch
"""


MODULE = "steps"
# Of each form: the import, and what stands before the module's names in use.
IMPORTS = {
    "names": ("from steps import {names}", ""),
    "star": ("from steps import *", ""),
    "module": ("import steps\nfrom steps import Odd, weigh", "steps."),
    "alias": ("import steps as own\nfrom steps import Odd, weigh", "own."),
}


# Where a flow's block may stand.
SHAPES = {
    "factory": "def build():\n{block4}\n    return flow\n\n\nflow = build()",
    "inner": "def build(times):\n    def made():\n{block8}\n        return flow\n\n"
    "    return [made() for _ in range(times)][-1]\n\n\nflow = build(1)",
    "method": "class Builder:\n    def make(self):\n{block8}\n        return flow\n\n\n"
    "flow = Builder().make()",
    "loop": "for _ in range(1):\n{block4}",
    "condition": "if SIZE:\n{block4}",
}


def render(program: Program) -> dict[str, str]:
    """Return the texts of the program's files by their names, flow.py the first."""
    carried = inspect.getsource(weigh).partition("\n\n\n")[2]
    constants = f"SIZE = {program.size}\nPARAMETERS = {program.given!r}"
    module, defined = program.module, _definitions(program)
    if module is None:
        return {
            "flow.py": _file(constants, carried, *defined.values(), *_flows(program))
        }
    away = [text for name, text in defined.items() if name in module.names]
    own = [text for name, text in defined.items() if name not in module.names]
    imported, prefix = IMPORTS[module.form]
    names = "|".join(sorted(module.names))
    used = re.compile(rf"(?<![\w.])({names})(?=[.(])")
    here = [used.sub(rf"{prefix}\1", text) for text in (*own, *_flows(program))]
    imported = imported.format(names=", ".join(sorted({*module.names, "Odd", "weigh"})))
    flow = _file(imported, constants, *here)
    return {"flow.py": flow, f"{MODULE}.py": _file(carried, *away)}


def shown(files: dict[str, str]) -> str:
    """Return the texts of a program's files in one."""
    if len(files) == 1:
        return "".join(files.values())
    return "\n".join(f"# ---- {name}\n{text}" for name, text in files.items())


def _file(*parts: str) -> str:
    return "\n\n\n".join(part.strip("\n") for part in (HEAD, *parts)) + "\n"


def _definitions(program: Program) -> dict[str, str]:
    """Return the texts of what the program defines, by name, in order."""
    return {
        **{task.name: _task(task) for task in program.tasks},
        **{manager.name: _manager(manager) for manager in program.managers},
        **{helper.name: _helper(helper) for helper in program.helpers},
    }


def _flows(program: Program) -> list[str]:
    """Return the texts of the program's blocks, in order."""
    block = 'with Flow("generated") as flow:\n' + _block(program.body)
    flows = [SHAPES.get(program.shape, "{block}").format_map(_Block(block))]
    if program.other:
        text = 'with Flow("other") as other:\n' + _block(program.other)
        flows.insert(0 if program.other_first else 1, text)
    return flows


class _Block(dict[str, str]):
    """Gives a block by `{block}`, and by `{block4}` with four columns before it."""

    def __init__(self, text: str) -> None:
        super().__init__(block=text)

    def __missing__(self, key: str) -> str:
        columns = int(key.removeprefix("block"))
        return textwrap.indent(self["block"], " " * columns)


def _indent(text: str) -> str:
    return textwrap.indent(text, "    ")


def _block(body: Iterable[Stmt]) -> str:
    return _indent("\n".join(map(statement, body)) or "pass")


def setting(key: str, value: Any) -> str:
    """Return the value of a task's setting as it is written."""
    if key == "trigger":
        return f"triggers.{value}"
    if key == "retry_on":
        return str(value)
    return f"timedelta({value})" if key == "retry_delay" else repr(value)


def _settings(pairs: Iterable[tuple[str, Any]]) -> str:
    return ", ".join(f"{key}={setting(key, value)}" for key, value in pairs)


def _task(task: TaskDef) -> str:
    params = [f"{p}=None" if task.optional else p for p in task.params]
    said, body = _settings(task.settings), _indent(body_text(task))
    if task.form == "class":
        cls = f"{task.name.title()}Task"
        run = f"def run({', '.join(['self', *params])}):\n{body}"
        return f"class {cls}(Task):\n{_indent(run)}\n\n\n{task.name} = {cls}({said})"
    decorator = f"@task({said})" if said else "@task"
    return f"{decorator}\ndef {task.name}({', '.join(params)}):\n{body}"


def _manager(manager: ManagerDef) -> str:
    steps = {"init": ["self.x = x"]}
    if manager.has_setup:
        steps["setup"] = ["return [weigh(self.x), 2]"]
    steps["cleanup"] = ["pass"]
    for step, trouble in manager.troubles:
        steps[step].insert(0, trouble_text(trouble, "x" if step == "init" else "0"))
    heads = {"init": "__init__(self, x)", "setup": "setup(self)"}
    heads["cleanup"] = "cleanup(self, resource)"
    lines = [f"def {heads[s]}:\n" + _indent("\n".join(t)) for s, t in steps.items()]
    lines.append(f'def __repr__(self):\n    return "{manager.name} of " + repr(self.x)')
    body = _indent("\n\n".join(lines))
    return f"@resource_manager\nclass {manager.name}:\n{body}"


def _helper(helper: HelperDef) -> str:
    lines = [*map(statement, helper.body), f"return {expression(helper.result)}"]
    return f"def {helper.name}({', '.join(helper.params)}):\n" + _indent(
        "\n".join(lines)
    )


def statement(stmt: Stmt) -> str:
    """Return a statement of the block, not indented."""
    match stmt:
        case Assign(names, expr):
            targets = f"{', '.join(names)} = " if names else ""
            return targets + expression(expr)
        case Append(target, expr):
            return f"{target}.append({expression(expr)})"
        case Upstream(var, other, reverse):
            if reverse:
                return f"{other}.set_downstream({var})"
            return f"{var}.set_upstream({other})"
        case Switch(condition, cases):
            pairs = ", ".join(f"{value!r}: {name}" for value, name in cases)
            return f"switch({condition}, {{{pairs}}})"
        case IfElse(condition, true, false):
            return f"ifelse({condition}, {true}, {false})"
        case Reference(names):
            return f"flow.set_reference_tasks([{', '.join(names)}])"
    return _compound(stmt)


def _compound(stmt: Stmt) -> str:
    match stmt:
        case Case(condition, value, body):
            return f"with case({condition}, {value!r}):\n" + _block(body)
        case Resource(manager, arg, name, body):
            named = f" as {name}" if name else ""
            return f"with {manager}({expression(arg)}){named}:\n" + _block(body)
        case Tagged(word, body):
            return f"with tags({word!r}):\n" + _block(body)
        case For(var, values, body):
            return f"for {var} in {values!r}:\n" + _block(body)
        case If(bound, then, other):
            text = f"if SIZE > {bound}:\n" + _block(then)
            return f"{text}\nelse:\n{_block(other)}"
    raise TypeError(stmt)


def expression(expr: Expr) -> str:
    """Return an expression of the block."""
    match expr:
        case Const(value):
            return repr(value)
        case Var(name):
            return name
        case Mark(kind, inner):
            return f"{kind}({expression(inner)})"
        case Call():
            return _call(expr)
        case Op(sign, left, right) if sign.isidentifier():
            return f"{expression(left)}.{sign}({expression(right)})"
        case Op(sign, left, right):
            return f"{expression(left)} {sign} {expression(right)}"
        case Index(inner, key):
            return f"{expression(inner)}[{expression(key)}]"
        case Help(helper, args):
            return f"{helper}({_commas(args)})"
    return _literal(expr)


def _literal(expr: Expr) -> str:
    match expr:
        case Items("list", items):
            return f"[{_commas(items)}]"
        case Items(_, items):
            return f"({_commas(items)},)"
        case Table(pairs):
            said = ", ".join(f"{key!r}: {expression(item)}" for key, item in pairs)
            return f"{{{said}}}"
        case Merge(items, mapped):
            return f"merge({_commas(items)}{', mapped=True' if mapped else ''})"
        case Param(name, _, True):
            return f"Parameter({name!r})"
        case Param(name, default):
            return f"Parameter({name!r}, default={default!r})"
        case Comprehension(item, var, values):
            return f"[{expression(item)} for {var} in {values!r}]"
    raise TypeError(expr)


def _commas(exprs: Iterable[Expr]) -> str:
    return ", ".join(map(expression, exprs))


def _call(call: Call) -> str:
    parts = [
        expression(arg) if key is None else f"{key}={expression(arg)}"
        for arg, key in zip(call.args, call.keys, strict=True)
    ]
    if call.upstream:
        parts.append(f"upstream_tasks=[{_commas(call.upstream)}]")
    if call.task_args:
        said = ", ".join(f"{k!r}: {setting(k, v)}" for k, v in call.task_args)
        parts.append(f"task_args={{{said}}}")
    return f"{call.task}{'.map' if call.mapped else ''}({', '.join(parts)})"
