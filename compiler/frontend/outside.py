"""What code outside of a flow's block asks of the flow, its tasks and its names."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import libcst as cst

from ..ir.flow import Flow, Ref
from ..ir.uses import expression_names
from .carry import is_done, is_import
from .findings import Findings
from .flow_classes import is_flow_class
from .flow_settings import hides
from .module import FlowBlock, Module
from .names import dotted
from .syntax import all_bound_in, bound_in, names_in, root_name
from .values import Value
from .walking import reached, walk

# What Prefect's Flow has, and the script's object of a lowered flow has not.
_UNSERVED = frozenset(
    {
        *("add_edge", "add_task", "all_downstream_edges", "all_upstream_edges"),
        *("chain", "constants", "copy", "downstream_tasks", "edges", "edges_from"),
        *("edges_to", "replace", "root_tasks", "set_dependencies", "slugs"),
        *("set_reference_tasks", "sorted_tasks", "terminal_tasks", "update"),
        *("upstream_tasks", "task_states", "serialized_hash", "load", "tasks"),
        *("get_tasks", "parameters", "reference_tasks", "serialize"),
    }
)
# What changes some flow or task, whoever it is called on.
_CHANGING = frozenset(
    {
        *("set_upstream", "set_downstream", "add_task", "add_edge"),
        *("set_dependencies", "set_reference_tasks"),
    }
)
# What gives tasks as objects, whichever flow it is called on.
_LISTING = frozenset({"get_tasks", "parameters"})
_OF_TASK = frozenset({"name", "slug"})


@dataclass(frozen=True)
class Outside:
    """Judges whether code outside of a block can do with a lowered flow.

    `given` is what the block has given its names, `done` the ids of statements that
    are lowered along with it.
    """

    module: Module
    block: FlowBlock
    flow: Flow
    given: Mapping[str, Value]
    done: Collection[int]
    findings: Findings

    def check(self) -> None:
        """Enter in the findings what only the flow's own Python can serve."""
        hidden = hides(self.block.call)
        if hidden is not None:
            message = "the flow is given its tasks, or what can't be told"
            self.obstacle(message, hidden, "FLC302")
        for node in self.nodes:
            self.check_flow(node)
            self.check_names(node)
            self.check_tasks(node)
        self.check_rebound()

    @cached_property
    def nodes(self) -> list[cst.CSTNode]:
        """The statements outside of the block, imports aside."""
        return [
            node
            for node in self.module.statements
            if node is not self.block.node
            and not is_import(node)
            and not is_done(node, self.done)
        ]

    def obstacle(self, message: str, node: cst.CSTNode, code: str = "FLC309") -> None:
        self.findings.say(code, message, node, help="say it in the block")

    def check_flow(self, node: cst.CSTNode) -> None:
        """Uses of the flow, or of some flow, that change it."""
        flow = self.block.variable
        words, names = _CHANGING | _LISTING, names_in(node).keys()
        asked = names & {flow, "isinstance", "issubclass"}
        if not asked and not words & set(_attributes(node)):
            return
        for each in _outside_blocks(node, self.module):
            if isinstance(each, cst.Attribute):
                of_flow = dotted(each.value) == flow
                name = each.attr.value
                if (of_flow and name in _UNSERVED) or name in _CHANGING:
                    what = f"{dotted(each) or name} is used outside of the flow's block"
                    self.obstacle(what, each, "FLC302")
            elif isinstance(each, cst.WithItem) and dotted(each.item) == flow:
                self.obstacle(f"{flow} is opened again", each, "FLC302")
            elif isinstance(each, cst.Call) and _lists(each):
                message = f"{dotted(each.func)} gives the tasks of a flow"
                self.obstacle(message, each.func, "FLC302")
            elif isinstance(each, cst.Call) and self.asks_class(each):
                message = "the class of a flow is asked for"
                self.obstacle(message, each, "FLC302")
            elif isinstance(each, cst.Call) and _copies(each, flow):
                self.obstacle(f"{flow} is copied", each, "FLC302")
            elif isinstance(each, cst.Arg) and _keyword(each) == "task_states":
                self.obstacle("tasks have states before the run", each, "FLC302")

    def asks_class(self, call: cst.Call) -> bool:
        """Whether a call asks if something is one of Prefect's Flow."""
        if dotted(call.func) not in ("isinstance", "issubclass"):
            return False
        parts = (each for arg in call.args[1:] for each in walk(arg.value))
        names = self.module.inner_names
        return any(
            isinstance(each, (cst.Name, cst.Attribute)) and is_flow_class(each, names)
            for each in parts
        )

    def check_names(self, node: cst.CSTNode) -> None:
        """Uses of the block's names that are more than naming a task."""
        wanted = names_in(node).keys() & self.bound - all_bound_in(node)
        if not wanted:
            return
        for name in sorted(wanted):
            if not self.is_known(name):
                message = f"{name}, which the flow's block gives a value, is used here"
                self.obstacle(message, names_in(node)[name])
        for each in walk(node):
            if isinstance(each, cst.Attribute) and each.attr.value not in _OF_TASK:
                if dotted(each.value) in wanted:
                    self.obstacle(f"{dotted(each)} is used outside of the block", each)
            elif isinstance(each, cst.With) and makes_flow(each, self.module):
                inner = names_in(each.body).keys() & wanted
                if inner:
                    self.obstacle(f"{min(inner)} is used in another flow", each)

    def check_tasks(self, node: cst.CSTNode) -> None:
        """Settings that code outside of the block gives tasks or results."""
        known = self.module.tasks.keys() | self.bound
        if not known & names_in(node).keys():
            return
        for each in walk(node):
            target = each.target if isinstance(each, cst.AssignTarget) else None
            called = each.func if isinstance(each, cst.Call) else None
            if isinstance(called, cst.Attribute):
                changes = called.attr.value == "bind" or (
                    called.attr.value.startswith("set_")
                )
                target = called if changes else None
            if isinstance(target, cst.Attribute) and root_name(target) in known:
                message = f"{dotted(target)} changes a task outside of the block"
                self.obstacle(message, target)

    @cached_property
    def bound(self) -> frozenset[str]:
        """The names that the block binds."""
        return frozenset(bound_in(self.block.node.body)) - {self.block.variable}

    def is_known(self, name: str) -> bool:
        return name in self.slugs

    @cached_property
    def slugs(self) -> dict[str, str]:
        """The names that stand for one result, with the slug of its task."""
        slugs = {node.number: node.slug.text for node in self.flow.region.nodes()}
        found = {
            name: slugs.get(value.node)
            for name, value in self.given.items()
            if isinstance(value, Ref)
        }
        return {name: slug for name, slug in found.items() if slug is not None}

    def read(self) -> tuple[tuple[str, str], ...]:
        """The names of results that are read outside, with the slugs."""
        spoken = {
            name
            for node in self.nodes
            for name in names_in(node)
            if name in self.bound and name not in _inner_only(node, name)
        }
        return tuple((n, s) for n, s in self.slugs.items() if n in spoken)

    def check_rebound(self) -> None:
        """Names that the block reads and that have another value when it is run."""
        calls = {
            str(getattr(node.action, "function", "")).partition(".")[0]
            for node in self.flow.region.nodes()
        }
        defined = (
            node
            for node in self.nodes
            if isinstance(node, (cst.FunctionDef, cst.ClassDef))
            and node.name.value not in self.module.tasks
        )
        steps = ((bound_in(node), names_in(node)) for node in defined)
        names = (reached(expression_names(self.flow), steps) | calls) - self.bound
        later = self.module.statements[self.block.position + 1 :]
        for node in later:
            for name in sorted(names & {*bound_in(node), *_globals_in(node)}):
                self.obstacle(f"{name} is bound again behind the block", node)
        for node in self.module.statements[: self.block.position]:
            for name in sorted(names & set(_globals_in(node))):
                self.obstacle(f"{name} is bound again by a function", node)


def _inner_only(node: cst.CSTNode, name: str) -> set[str]:
    """The name, where a definition binds it inside and so does not mean the block's."""
    defines = isinstance(node, (cst.FunctionDef, cst.ClassDef))
    return {name} if defines and name in all_bound_in(node) else set()


def _attributes(node: cst.CSTNode) -> Iterator[str]:
    return (e.attr.value for e in walk(node) if isinstance(e, cst.Attribute))


def _outside_blocks(node: cst.CSTNode, module: Module) -> Iterator[cst.CSTNode]:
    """A node and what is inside it, the blocks of other flows aside."""
    inner: set[int] = set()
    for each in walk(node):
        if isinstance(each, cst.With) and makes_flow(each, module):
            inner |= {id(part) for part in walk(each.body)}
        if id(each) not in inner:
            yield each


def makes_flow(node: cst.With, module: Module) -> bool:
    """Whether a block is that of a flow, of Prefect's class or one derived from it."""
    calls = (item.item for item in node.items if isinstance(item.item, cst.Call))
    return any(
        is_flow_class(call.func, module.inner_names)
        or dotted(call.func) in module.subclasses
        for call in calls
    )


def _lists(call: cst.Call) -> bool:
    """Whether a call asks some flow for its tasks."""
    return isinstance(call.func, cst.Attribute) and call.func.attr.value in _LISTING


def _copies(call: cst.Call, flow: str) -> bool:
    word = dotted(call.func).rpartition(".")[2]
    return word in ("copy", "deepcopy") and any(
        dotted(arg.value) == flow for arg in call.args
    )


def _keyword(arg: cst.Arg) -> str:
    return arg.keyword.value if arg.keyword is not None else ""


def _globals_in(node: cst.CSTNode) -> Iterator[str]:
    """The names that functions in some code give the module anew."""
    for each in walk(node):
        if isinstance(each, cst.Global):
            yield from (item.name.value for item in each.names)
