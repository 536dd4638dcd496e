"""Takes over what the source does with the state that `flow.run()` gives it."""

from dataclasses import dataclass, field
from typing import TypeGuard

import libcst as cst

from ..ir.settings import Inspection
from .bindings import Uses
from .dropped import is_dropped
from .local_imports import without_local_imports
from .module import Module
from .names import dotted
from .syntax import bound_in, names_in, text_of
from .walking import look

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
    lost: set[str] = field(default_factory=set)
    uses: Uses = field(init=False)
    first: cst.CSTNode | None = None

    def __post_init__(self) -> None:
        self.uses = Uses(self.module.inner_names)

    def ran(self, node: cst.CSTNode, call: cst.Call) -> None:
        """The flow is run by this statement: note where the state goes."""
        if isinstance(node, cst.Expr) and node.value is call:
            self.state = STATE
        elif isinstance(node, cst.Assign) and node.value is call:
            names = [dotted(target.target) for target in node.targets]
            self.state = names[0] or STATE
        else:
            self.state = STATE
            changed = node.visit(_Ran(call, self.flow))
            assert isinstance(changed, cst.CSTNode)
            self.first = changed
            self.lines.append(changed)
            # The places of what stands inside are those of the original.
            look(node, self.uses)

    def run_again(self, node: cst.CSTNode) -> None:
        """The flow is run once more: what this would give is not there."""
        self.lost |= set(bound_in(node))

    def may_run(self, node: cst.CSTNode) -> TypeGuard[cst.BaseCompoundStatement]:
        """Whether a condition or a loop decides if, and how often, the flow is run."""
        decides = isinstance(node, (cst.If, cst.For, cst.While))
        return decides and f"{self.flow}.run" in text_of(node)

    def keep(self, node: cst.CSTNode) -> bool:
        """Take a statement behind the run, unless it needs what is not there."""
        if self.lost & names_in(node).keys():
            self.lost |= set(bound_in(node))
            return False
        self.lines.append(node)
        return True

    def inspection(self) -> Inspection | None:
        """What the script does behind the run, if anything."""
        if not self.lines:
            return None
        texts: list[str] = []
        names: set[str] = set()
        binds: set[str] = set()
        for line in self.lines:
            changed = without_local_imports(line)
            if line is not self.first:
                look(line, self.uses)
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
    if isinstance(node, cst.BaseCompoundStatement) and not isinstance(node, _ONCE):
        return None
    finder = _Runs(flow, made)
    # What stands under a condition may not run at all.
    look(node.test if isinstance(node, cst.If) else node, finder)
    return finder.found[0] if len(finder.found) == 1 else None


# Compound statements that run what they start with, or all that is in them, once.
_ONCE = (cst.If, cst.Try, cst.With)


class _Ran(cst.CSTTransformer):
    """Puts the state in the place of the run, and leaves out calls for a server."""

    def __init__(self, call: cst.Call, flow: str) -> None:
        super().__init__()
        self.call = call
        self.flow = flow

    def leave_Call(
        self, original_node: cst.Call, updated_node: cst.Call
    ) -> cst.BaseExpression:
        return cst.Name(STATE) if original_node is self.call else updated_node

    def leave_Expr(
        self, original_node: cst.Expr, updated_node: cst.Expr
    ) -> cst.BaseSmallStatement:
        call = original_node.value
        name = dotted(call.func) if isinstance(call, cst.Call) else ""
        if original_node.value is self.call:
            return cst.Pass(semicolon=updated_node.semicolon)
        dropped = name.startswith(f"{self.flow}.") and is_dropped(
            name.partition(".")[2]
        )
        return cst.Pass(semicolon=updated_node.semicolon) if dropped else updated_node


class _Runs(cst.CSTVisitor):
    def __init__(self, flow: str, made: cst.BaseExpression | None) -> None:
        self.flow = flow
        self.made = made
        self.found: list[cst.Call] = []

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        return False

    def visit_CompFor(self, node: cst.CompFor) -> bool:
        return False

    def visit_ListComp(self, node: cst.ListComp) -> bool:
        return False

    def visit_DictComp(self, node: cst.DictComp) -> bool:
        return False

    def visit_GeneratorExp(self, node: cst.GeneratorExp) -> bool:
        return False

    def visit_For(self, node: cst.For) -> bool:
        return False

    def visit_While(self, node: cst.While) -> bool:
        return False

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return False

    def visit_Call(self, node: cst.Call) -> None:
        func = node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "run":
            return
        if dotted(func.value) == self.flow or func.value is self.made:
            self.found.append(node)
