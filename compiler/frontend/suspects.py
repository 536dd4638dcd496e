"""Names of a file that may make tasks while a flow is built."""

import libcst as cst

from .module import Module
from .syntax import bound_in, names_in, simple_statements
from .tasks import task_decorator
from .walking import reached


def suspects_of(module: Module) -> frozenset[str]:
    """The names of module level whose making uses prefect, or another such name.

    Plain tasks and Parameters are none: the static lowering knows them. A function
    that only logs through prefect is one too; better once too often.
    """
    spoken = set(module.names.paths) | set(module.tasks) | set(module.parameters)
    steps = [(uses, binds) for binds, uses in _definitions(module)]
    return frozenset(reached(spoken, steps) - spoken)


def _definitions(module: Module) -> list[tuple[set[str], set[str]]]:
    known = {*module.tasks, *module.parameters, *module.names.paths}
    flows = {block.node for block in module.blocks}
    return [
        (set(bound_in(node)) - known, set(names_in(node)))
        for node in simple_statements(module.statements)
        if node not in flows
        and not isinstance(node, (cst.Import, cst.ImportFrom))
        and not task_decorator(node, module.names)
    ]
