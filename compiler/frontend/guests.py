"""Reads the flows of other files that a flow starts (`--with FILE`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic
from ..ir.flow import Flow
from ..source import Source
from .findings import Findings
from .flows import Building, lower_flow
from .module import Module
from .read import read_module
from .recipes import name_of, own_recipes_of
from .started import starts_flows


@dataclass(frozen=True)
class Guests:
    """The flows of other files, each with its file's name; `names` are theirs."""

    flows: tuple[tuple[str, Flow], ...] = ()
    names: frozenset[str | None] = frozenset()

    def known_to(self, module: Module) -> Module:
        """The module, with the names of the flows that come along."""
        return replace(module, guests=self.names)

    def joined_to(self, flow: Flow, module: Module) -> Flow:
        """The flow with the guests, if it may start one."""
        if not starts_flows(module):
            return flow
        return replace(flow, guests=self.flows)


Link = Callable[[Source], tuple[Source, list[Diagnostic]]]


def read_guests(sources: Sequence[Source], link: Link, findings: Findings) -> Guests:
    """Take over every flow of other files, each linked with its project's modules;
    mistakes are in `findings`.

    Raises SourceError for a file that can't be read.
    """
    flows: list[tuple[str, Flow]] = []
    names: set[str | None] = set()
    for source in sources:
        whole, said = link(source)
        module, found = read_module(whole)
        found.found += said
        building = Building(module)
        for recipe in own_recipes_of(module):
            flow = lower_flow(building, recipe, found)
            flows.append((source.name, flow))
            names.add(name_of(recipe))
        if not own_recipes_of(module):
            found.say("FLC007", f"{source.name} has no flow", None)
        findings.adopt(found)
    return Guests(tuple(flows), frozenset(names))
