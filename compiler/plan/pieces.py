"""What of the carried code and of the runtime a script needs."""

from collections.abc import Iterable

from ..ir.binding import KEY_FUNCTIONS
from ..ir.code import Code, CodeKind
from ..ir.flow import Flow, TaskCall
from ..ir.uses import expression_symbols
from .plan import KernelPlan

# What each run needs to have for its key-value pairs.
KEY_VALUES = "key_values_for"


def parted(
    code: Iterable[Code],
) -> tuple[tuple[Code, ...], tuple[Code, ...], tuple[Code, ...]]:
    """The imports from `__future__`, and what stands before and after the flow."""
    found = tuple(code)
    future = tuple(each for each in found if each.kind is CodeKind.FUTURE)
    others = tuple(each for each in found if each.kind is not CodeKind.FUTURE)
    places = [n for n, each in enumerate(others) if each.kind is CodeKind.FLOW]
    place = places[0] if places else len(others)
    return future, others[:place], others[place + 1 :]


def flow_class(flow: Flow) -> str:
    """The runtime's class of a lowered flow."""
    return "PackageGraphFlow" if flow.of_package else "GraphFlow"


def symbols_of(flow: Flow, kernels: Iterable[KernelPlan]) -> frozenset[str]:
    """The runtime's names that the script uses, but for those under other names."""
    found = {"Script"} | expression_symbols(flow)
    found |= set() if flow.recorded else {flow_class(flow)}
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
    if any("= adopted(" in code.text for code in flow.code):
        found |= {"adopted"}
    return frozenset(found)
