"""Chooses the flows of a file that are to be compiled."""

import difflib

from .expressions import value_of
from .findings import Findings
from .module import FlowBlock, Module


def choose(
    module: Module, wanted: str | None, every: bool, findings: Findings
) -> list[FlowBlock]:
    """The flow named by its variable or its name; all of them; or the only one."""
    blocks = list(module.blocks)
    if not blocks:
        if not findings.found:
            message = "the file has no flow"
            help = "write `with Flow(...) as flow:` at module level"
            findings.say("FLC007", message, None, help=help)
        return []
    if wanted is not None:
        return _named(blocks, wanted, findings)
    if every or len(blocks) == 1:
        return blocks
    names = ", ".join(map(label, blocks))
    message = f"the file has {len(blocks)} flows: {names}"
    notes = tuple((f"the flow {label(block)}", block.call) for block in blocks)
    help = "choose one with --flow NAME, or all with --all-flows -o DIR"
    findings.say("FLC008", message, blocks[0].call, notes=notes, help=help)
    return []


def _named(blocks: list[FlowBlock], wanted: str, findings: Findings) -> list[FlowBlock]:
    found = [block for block in blocks if wanted in (block.variable, name_of(block))]
    if found:
        return found[:1]
    known = [name for b in blocks for name in (b.variable, name_of(b)) if name]
    near = difflib.get_close_matches(wanted, known, 1)
    help = f"did you mean {near[0]}?" if near else None
    message = f"no flow is called {wanted}; there is {', '.join(map(label, blocks))}"
    findings.say("FLC009", message, None, help=help)
    return []


def name_of(block: FlowBlock) -> str | None:
    """The flow's name where the file says it as a literal."""
    for arg in block.call.args[:1]:
        value = value_of(arg.value)
        if isinstance(value, str):
            return value
    return None


def label(block: FlowBlock) -> str:
    """The flow as a message shows it: its variable, and its name."""
    name = name_of(block)
    return f"{block.variable} ({name!r})" if name else block.variable
