"""Takes over what the source does with the state that `flow.run()` gives it."""

from dataclasses import dataclass, field

import libcst as cst

from ..ir.settings import Inspection
from .bindings import Uses
from .local_imports import without_local_imports
from .module import Module
from .names import dotted
from .syntax import bound_in, names_in, text_of

STATE = "state"


@dataclass
class After:
    """The statements behind the run, and what of them is about its state.

    `state` is the variable of the state, "" as long as the flow was not run.
    """

    module: Module
    flow: str
    state: str = ""
    lines: list[cst.CSTNode] = field(default_factory=list)
    uses: Uses = field(init=False)

    def __post_init__(self) -> None:
        self.uses = Uses(self.module.inner_names)
        self.uses.depth = 1

    def ran(self, node: cst.CSTNode, call: cst.Call) -> None:
        """The flow is run by this statement: note where the state goes."""
        if isinstance(node, cst.Expr) and node.value is call:
            self.state = STATE
        elif isinstance(node, cst.Assign) and node.value is call:
            names = [dotted(target.target) for target in node.targets]
            self.state = names[0] or STATE
        else:
            self.state = STATE
            changed = node.deep_replace(call, cst.Name(STATE))
            assert isinstance(changed, cst.CSTNode)
            self.lines.append(changed)

    def inspection(self) -> Inspection | None:
        """What the script does with the state, if anything is."""
        about = [line for line in self.lines if self.state in names_in(line)]
        if not about:
            return None
        texts: list[str] = []
        names: set[str] = set()
        binds: set[str] = set()
        for line in self.lines:
            changed = without_local_imports(line)
            line.visit(self.uses)
            texts.append(text_of(changed).strip("\n"))
            names |= names_in(line).keys()
            binds |= set(bound_in(line))
        return Inspection(
            self.state, tuple(texts), frozenset(names - binds), frozenset(binds)
        )


def run_in(
    node: cst.CSTNode, flow: str, made: cst.BaseExpression | None = None
) -> cst.Call | None:
    """The call `flow.run(...)` in a statement that runs it once, if it does."""
    if isinstance(node, cst.If):
        node = node.test
    elif isinstance(node, cst.BaseCompoundStatement):
        return None
    finder = _Runs(flow, made)
    node.visit(finder)
    return finder.found[0] if len(finder.found) == 1 else None


class _Runs(cst.CSTVisitor):
    def __init__(self, flow: str, made: cst.BaseExpression | None) -> None:
        self.flow = flow
        self.made = made
        self.found: list[cst.Call] = []

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        return False

    def visit_Call(self, node: cst.Call) -> None:
        func = node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "run":
            return
        if dotted(func.value) == self.flow or func.value is self.made:
            self.found.append(node)
