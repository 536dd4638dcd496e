"""Makes a flow's plan: its kernels, its names, what it needs of the runtime."""

import re
from collections.abc import Iterable, Iterator

from ..ir.binding import KEY_FUNCTIONS
from ..ir.code import Code, CodeKind
from ..ir.expr import free_name
from ..ir.flow import Flow
from ..ir.holes import HoleKind, filled
from .kernels import kernel_plans
from .naming import generated_names, module_names, other_names
from .plan import Plan

# What each run needs to have for its key-value pairs.
KEY_VALUES = "key_values_for"
_SYMBOLS = {HoleKind.CALLED: "delayed", HoleKind.SETTINGS: "task_settings"}


def make_plan(flow: Flow, source: str) -> Plan:
    """Decide how the flow runs; `source` is the file's name."""
    bound = module_names(flow)
    names = generated_names(bound)
    future = tuple(each for each in flow.code if each.kind is CodeKind.FUTURE)
    code = tuple(each for each in flow.code if each.kind is not CodeKind.FUTURE)
    symbols = symbols_of(flow, code)
    guests = tuple(guest_plans(flow, bound))
    for _, guest in guests:
        named = {symbol for each in guest.bindings for symbol in each.symbols}
        symbols |= guest.symbols | named
    return Plan(
        title=flow.name,
        variable=flow.variable,
        source=source,
        names=names,
        future=future,
        code=code,
        kernels=tuple(kernel_plans(flow, code, names)),
        program=flow.program,
        symbols=symbols,
        taken=bound | other_names(flow.bindings),
        spoken=flow.spoken,
        bindings=flow.bindings,
        guests=guests,
    )


def guest_plans(flow: Flow, taken: frozenset[str]) -> Iterator[tuple[str, Plan]]:
    """The plans of the flows of other files, each with the name of its function."""
    used = set(taken)
    for source, guest in flow.guests:
        stem = re.sub(r"\W+", "_", source.rpartition(".")[0]) or "flow"
        name = free_name(f"{stem}_{guest.variable}", used)
        used.add(name)
        yield name, make_plan(guest, source)


def symbols_of(flow: Flow, code: Iterable[Code]) -> frozenset[str]:
    """The runtime's names that the script uses, but for those under other names."""
    found = {"Script"}
    for each in code:
        kinds: list[HoleKind] = []
        filled(each.text, lambda hole, kinds=kinds: kinds.append(hole.kind) or "")  # type: ignore[misc]
        found |= {_SYMBOLS[kind] for kind in kinds if kind in _SYMBOLS}
        found |= {"adopted"} if "= adopted(" in each.text else set()
    for binding in flow.bindings:
        found |= frozenset() if binding.is_symbol else binding.symbols
        found |= {KEY_VALUES} if binding.symbols & KEY_FUNCTIONS else set()
    return frozenset(found)
