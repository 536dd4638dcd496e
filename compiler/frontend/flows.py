"""From a module to the IR of its flows: block, settings and carried code together."""

from dataclasses import replace

from ..ir.flow import Flow
from .carry import carried_code, trimmed
from .entry import EntryReader
from .findings import Findings
from .lower import lower_block
from .missing import Missing
from .module import FlowBlock, Module
from .roles import roles_of


def lower_flow(module: Module, block: FlowBlock, findings: Findings) -> Flow:
    """Lower one flow of a module. Its mistakes are in `findings`."""
    placed = roles_of(module)
    flow = lower_block(module, block, findings)
    settings = EntryReader(module, block, placed, findings).read()
    code = carried_code(module, placed, findings)
    whole = replace(flow, settings=settings, code=code, spoken=module.taken)
    whole = trimmed(whole)
    Missing(module, block, placed, whole, findings).check()
    return whole
