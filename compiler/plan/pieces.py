"""What of the carried code and of the runtime a script needs."""

from collections.abc import Iterable

from ..ir.binding import KEY_FUNCTIONS
from ..ir.code import Code, CodeKind
from ..ir.flow import Flow, TaskCall
from ..ir.uses import expression_symbols
from .plan import KernelPlan

PROGRAM_SYMBOLS = frozenset({"Program", "run_flow"})
# What each run needs to have for its key-value pairs.
KEY_VALUES = "key_values_for"
IMPORTS = (CodeKind.IMPORT, CodeKind.FUTURE)


def parted(code: Iterable[Code]) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """The imports, and the rest of the carried code."""
    found = tuple(code)
    imports = tuple(each for each in found if each.kind in IMPORTS)
    return imports, tuple(each for each in found if each.kind not in IMPORTS)


def symbols_of(flow: Flow, kernels: Iterable[KernelPlan]) -> frozenset[str]:
    """The runtime's names that the script uses, but for those under other names."""
    found = PROGRAM_SYMBOLS | expression_symbols(flow)
    if flow.settings.inspection is not None and not flow.recorded:
        found |= {"TaskKey"}
    for node in flow.region.nodes():
        if isinstance(node.action, TaskCall) and node.action.symbol is not None:
            found |= {node.action.symbol}
        if node.mapped and any(not edge.each for edge in node.edges):
            found |= {"unmapped"}
    steps = [step for kernel in kernels for step in kernel.steps]
    found |= {
        s for step in steps for _, value in step.task.policy for s in value.symbols
    }
    for binding in flow.bindings:
        found |= frozenset() if binding.is_symbol else binding.symbols
        found |= {KEY_VALUES} if binding.symbols & KEY_FUNCTIONS else set()
    if flow.recorded:
        found |= {"nodes_of_flow"} | ({"adopted"} if flow.recorded.foreign else set())
    return found
