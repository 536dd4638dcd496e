"""Lowers a flow block: statement by statement, to nodes and carried statements."""

from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst

from ..ir.flow import Carried, Flow
from .branches import Branches
from .calls import Calls
from .expressions import Expressions
from .findings import Findings
from .module import FlowBlock, Module, TaskDef
from .names import is_package_flow
from .read import prefect_import, prefect_names
from .references import References
from .suspects import suspects_of
from .syntax import (
    body_of,
    bound_in,
    names_in,
    sets_flow,
    simple_statements,
)
from .values import Built, FlowItself, Unknown, Value

_WORDS: dict[type[cst.CSTNode], str] = {
    cst.FunctionDef: "a function",
    cst.ClassDef: "a class",
    cst.AugAssign: "an augmented assignment",
    cst.If: "an `if`",
    cst.For: "a `for`",
    cst.While: "a `while`",
    cst.With: "a `with`",
    cst.Try: "a `try`",
    cst.TryStar: "a `try`",
    cst.Match: "a `match`",
    cst.Del: "a `del`",
    cst.Assert: "an `assert`",
    cst.Raise: "a `raise`",
}
_HELP: dict[type[cst.CSTNode], str] = {
    cst.For: "write the calls one by one, or map over a list: t.map([...])",
    cst.While: "write the calls one by one",
    cst.If: "decide inside a task",
    cst.Try: "let the task fail, and give what has to run all the same the trigger "
    "all_finished",
    cst.FunctionDef: "define the function at module level",
    cst.ClassDef: "define the class at module level",
    cst.With: "call the tasks in the flow block itself",
}


@dataclass(frozen=True)
class Block:
    """A lowered block: its flow, the ids of statements behind it that are thereby done
    with, what it has given its names, and the settings that it gives its flow."""

    flow: Flow
    done: frozenset[int]
    given: Mapping[str, Value]
    settings: tuple[cst.CSTNode, ...]


def lower_block(module: Module, block: FlowBlock, findings: Findings) -> Block:
    """Lower one flow block to the IR. Its mistakes are in `findings`."""
    expressions = Expressions(module.names, module.taken, findings)
    lowering = _Block(module, block, expressions, findings)
    lowering.statements(body_of(block.node))
    lowering.calls.edges.settle()
    name = lowering.flow_name().expr
    lowering.references.behind(module.statements[block.position + 1 :])
    region = lowering.calls.drafts.region()
    span = findings.spans.of(block.call)
    reference = lowering.references.chosen or ()
    flow = Flow(name, block.variable, span, region, reference=reference)
    done = frozenset(lowering.references.lines if reference else ())
    return Block(flow, done, lowering.calls.scope.given, tuple(lowering.settings))


class _Block:
    """The statements of one block."""

    def __init__(
        self,
        module: Module,
        block: FlowBlock,
        expressions: Expressions,
        findings: Findings,
    ) -> None:
        self.block = block
        self.findings = findings
        self.suspects = suspects_of(module) - {block.variable}
        self.calls = Calls(module, block.variable, expressions, findings)
        self.branches = Branches(self.calls)
        self.nested = 0
        self.settings: list[cst.CSTNode] = []
        self.calls.merge = self.branches.merge
        self.references = References(block.variable, self.calls)

    def flow_name(self) -> Built:
        """The flow's name: the first argument of `Flow(...)`, or `name=`."""
        call = self.block.call
        named = [
            arg for arg in call.args if arg.keyword and arg.keyword.value == "name"
        ]
        first = [arg for arg in call.args[:1] if arg.keyword is None and not arg.star]
        path = self.calls.names.path(call.func) or ""
        if not named and not first and is_package_flow(path):
            return self.calls.built(cst.SimpleString(repr(self.block.variable)))
        if not named and not first:
            message = "a flow needs a name"
            self.findings.say("FLC201", message, call, help='write Flow("my-flow")')
            return self.calls.built(cst.SimpleString('""'))
        found = self.calls.built((named or first)[0].value)
        if found.expr.value == "":
            message = "A name must be provided for the flow."
            help = 'write Flow("my-flow")'
            self.findings.say("FLC201", message, call, help=help)
        return found

    def statements(self, body: list[cst.CSTNode]) -> None:
        """Lower the statements of a body."""
        for node in simple_statements(body):
            self.suspect(node)
            self.statement(node)

    def inside(self, node: cst.With) -> None:
        """Lower the statements of a block inside the flow's."""
        self.nested += 1
        self.statements(body_of(node))
        self.nested -= 1

    def suspect(self, node: cst.CSTNode) -> None:
        """Find fault with names that may make tasks that nobody sees here."""
        for name, place in names_in(node).items():
            if name in self.suspects and name not in self.calls.scope.given:
                message = f"{name} may be a task, or make tasks"
                help = "call tasks in the flow block itself"
                self.findings.say("FLC209", message, place, help=help)

    def statement(self, node: cst.CSTNode) -> None:
        """Lower one statement."""
        if not self.nested and self.references.take(node):
            return
        if sets_flow(node, self.block.variable):
            self.set_flow(node)
            return
        if isinstance(node, cst.With) and self.branches.is_case(node):
            self.branches.case(node, lambda: self.inside(node))
        elif isinstance(node, cst.Assign):
            self.assign(node, [target.target for target in node.targets], node.value)
        elif isinstance(node, cst.AnnAssign) and node.value is not None:
            self.assign(node, [node.target], node.value)
        elif isinstance(node, cst.Expr):
            self.expression(node)
        elif self.calls.scope.runs(node):
            self.refuse(node)
        else:
            self.carry(node)

    def set_flow(self, node: cst.CSTNode) -> None:
        """A setting that the block gives its flow: in the script it is behind that."""
        value = node.value if isinstance(node, cst.Assign) else None
        own = set(bound_in(self.block.node.body))
        if self.nested or value is None or own & names_in(value).keys():
            message = "the flow is changed inside its block"
            self.findings.say("FLC302", message, node, help="set it behind the block")
            return
        self.settings.append(node)

    def refuse(self, node: cst.CSTNode) -> None:
        """A statement that does something with results, and is not an assignment."""
        if not self.explained(node):
            word = _WORDS.get(type(node), type(node).__name__.lower())
            message = f"{word} that makes or uses tasks"
            help = _HELP.get(type(node), "write it inside a task")
            self.findings.say("FLC205", message, node, help=help)
        for name in bound_in(node):
            self.calls.scope.given[name] = Unknown()

    def explained(self, node: cst.CSTNode) -> bool:
        """Whether something in the statement's head is reason enough to refuse it."""
        if not isinstance(node, cst.With):
            return self.calls.refusals.uses_flow(node)
        if any(self.is_flow_call(item.item) for item in node.items):
            return True  # a flow in a flow: said when the blocks were read
        heads = [item.item for item in node.items]
        return any(self.calls.refusals.prefect_in(head, head) for head in heads)

    def is_flow_call(self, node: cst.BaseExpression) -> bool:
        symbol = self.calls.names.symbol
        return isinstance(node, cst.Call) and symbol(node.func) == "Flow"

    def carry(self, node: cst.CSTNode) -> None:
        """A build-time statement: the script's graph function has it as it is."""
        if isinstance(node, cst.Pass) or _is_text(node):
            return
        if prefect_names(node):
            message = "an import of prefect inside the flow block"
            help = "import prefect at the top of the file"
            self.findings.say("FLC403", message, prefect_import(node), help=help)
            return
        text, symbols = self.calls.expressions.rewritten(node)
        binds = frozenset(bound_in(node))
        for name in binds:
            self.calls.scope.given.pop(name, None)
        names = frozenset(names_in(node))
        span = self.findings.spans.of(node)
        self.calls.drafts.items.append(Carried(text, binds, names, span, symbols))

    def expression(self, node: cst.Expr) -> None:
        """A statement that is an expression: a call, or build-time Python."""
        call = node.value
        if isinstance(call, cst.Call) and self.calls.is_edge_call(call):
            self.calls.edge_call(call)
        elif self.calls.scope.runs(call):
            value = self.calls.value(call, "")
            if isinstance(value, TaskDef):
                message = (
                    f"the task {value.name} is named but not called: it does not run"
                )
                help = f"write {value.name}()"
                self.findings.say("FLC221", message, node, help=help)
            elif isinstance(value, FlowItself):
                self.calls.refusals.uses_flow(node)
        else:
            self.carry(node)

    def assign(
        self,
        node: cst.CSTNode,
        targets: list[cst.BaseAssignTargetExpression],
        source: cst.BaseExpression,
    ) -> None:
        """An assignment: of results to names, or build-time Python."""
        if not self.calls.scope.runs(source):
            if any(self.calls.scope.is_result(target) for target in targets):
                message = "an attribute of a task's result is set"
                help = "give the task its settings with @task(...)"
                self.findings.say("FLC206", message, node, help=help)
            else:
                self.carry(node)
            return
        only = targets[0] if len(targets) == 1 else None
        hint = only.value if isinstance(only, cst.Name) else ""
        value = self.calls.value(source, hint)
        for target in targets:
            self.bind(target, value)

    def bind(self, target: cst.CSTNode, value: Value) -> None:
        """Give a name, or each name of a tuple, its value."""
        if isinstance(target, cst.Name):
            self.calls.scope.given[target.value] = value
        elif isinstance(target, (cst.Tuple, cst.List)) and not _starred(target):
            parts = self.calls.unpacked(value, target)
            for element, part in zip(target.elements, parts, strict=True):
                self.bind(element.value, part)
        else:
            message = "results can only be assigned to plain names"
            help = "give the result a name of its own"
            self.findings.say("FLC206", message, target, help=help)


def _starred(target: cst.Tuple | cst.List) -> bool:
    return any(isinstance(each, cst.StarredElement) for each in target.elements)


def _is_text(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(
        node.value, (cst.SimpleString, cst.ConcatenatedString)
    )
