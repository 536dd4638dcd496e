"""What flows are given that has no effect in a script, or that Prefect refuses."""

from collections.abc import Iterator

import libcst as cst

from .findings import Findings
from .flow_classes import is_flow_class
from .makers import Makers
from .module import Module
from .names import dotted, is_package_flow
from .stand_ins import DROPPED
from .syntax import assigned
from .walking import walk

# What a flow may be given that has no meaning for a script, and why.
WITHOUT_EFFECT = {
    "storage": "the script is the whole flow, wherever it lies",
    "run_config": "the script runs where you start it",
    "environment": "the script runs where you start it",
    "register": "there is no Prefect server to register with",
    "deploy": "there is no Prefect server to deploy to",
    "visualize": "use `--visualize FILE` of the script",
    "run_agent": "there is no Prefect server to work for",
    "save": "the script is the whole flow",
    "diagnostics": "`--dry-run` of the script describes the flow",
}
# The keywords of Prefect's Flow, over 0.x and 1.x.
FLOW_KEYWORDS = frozenset(
    {
        *("name", "schedule", "executor", "environment", "run_config", "storage"),
        *("tasks", "edges", "reference_tasks", "state_handlers", "on_failure"),
        *("validate", "result", "result_handler", "terminal_state_handler"),
    }
)


def say_settings(module: Module, findings: Findings) -> None:
    """Say what the flows of a file are given without effect."""
    flows = {block.variable for block in module.blocks} | Makers(module).flows
    for statement in filter(module.is_own, module.statements):
        for node in walk(statement):
            if isinstance(node, cst.Call) and is_flow(node, module):
                _say_arguments(node, module, findings)
            for name in _given(node, flows):
                message = f"{name} has no effect: {WITHOUT_EFFECT[name]}"
                findings.say("FLC301", message, node)


def is_flow(call: cst.Call, module: Module) -> bool:
    """Whether a call makes a flow of Prefect's own class, or of a package's."""
    return is_flow_class(call.func, module.inner_names)


def is_of_package(call: cst.Call, module: Module) -> bool:
    """Whether the flow's class is one whose source is not at hand."""
    return is_package_flow(module.inner_names.path(call.func) or "")


def _given(node: cst.CSTNode, flows: set[str]) -> Iterator[str]:
    """What a statement gives a flow, or calls of it, without effect."""
    found = ""
    if isinstance(node, cst.Assign) and len(node.targets) == 1:
        found = dotted(node.targets[0].target)
    elif isinstance(node, cst.Call):
        found = dotted(node.func)
    flow, _, name = found.partition(".")
    if flow in flows and name in WITHOUT_EFFECT:
        yield name


def _say_arguments(call: cst.Call, module: Module, findings: Findings) -> None:
    for place, arg in enumerate(call.args):
        name = arg.keyword.value if arg.keyword else ("name", "schedule")[min(place, 1)]
        if arg.star or (place > 1 and arg.keyword is None):
            continue
        if name not in FLOW_KEYWORDS and is_of_package(call, module):
            message = f"{name} is left out: Prefect's Flow does not know it"
            findings.say("FLC015", message, arg)
        elif name == "schedule" and (home := _storage(arg.value, module)):
            message = f"the flow's schedule is a {home}, which is none"
            help = "write storage=...: with it as schedule, flow.run() fails"
            findings.say("FLC016", message, arg, help=help)
        elif name in WITHOUT_EFFECT:
            message = f"{name} has no effect: {WITHOUT_EFFECT[name]}"
            findings.say("FLC301", message, arg)


def _storage(value: cst.BaseExpression, module: Module) -> str:
    """The storage, or the like, that a value is; "" for others."""
    if isinstance(value, cst.Name):
        made = dict(filter(all, map(assigned, module.statements)))
        value = made.get(value.value) or value
    path = module.names.path(value.func) if isinstance(value, cst.Call) else None
    return path if path and path.startswith(DROPPED) else ""


def is_named(call: cst.Call) -> bool:
    """Whether a flow is given a name."""
    words = [arg.keyword.value if arg.keyword else "name" for arg in call.args[:1]]
    words += [arg.keyword.value for arg in call.args[1:] if arg.keyword]
    return "name" in words or any(arg.star for arg in call.args)
