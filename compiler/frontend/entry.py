"""Reads entry code: what the source gives a flow, and how it runs it."""

from dataclasses import replace

import libcst as cst

from ..ir.settings import Settings
from .building import is_setting
from .changes import Changes
from .dropped import is_dropped, is_own, reason
from .expressions import Expressions
from .findings import Findings
from .given import Given, Scope
from .inspection import After, run_in
from .module import FlowBlock, Module
from .names import Names, dotted
from .roles import Placed, Role, is_main_guard
from .slices import Slices
from .syntax import body_of, literal, sets_flow, simple_statements, text_of


class EntryReader:
    """Walks the entry code of one flow in the order in which Python would run it."""

    def __init__(
        self,
        module: Module,
        block: FlowBlock,
        placed: tuple[Placed, ...],
        findings: Findings,
        consumed: frozenset[int] = frozenset(),
        entry: str = "",
    ) -> None:
        self.consumed = consumed
        self.entry = entry
        self.module = module
        self.block = block
        self.placed = placed
        self.findings = findings
        functions = {
            item.node.name.value: item.node
            for item in placed
            if isinstance(item.node, cst.FunctionDef)
        }
        expressions = Expressions(module.names, module.taken, findings)
        self.slices = Slices(expressions, functions)
        self.given = Given(block.call, self.slices, findings, consumed)
        self.functions = {
            item.node.name.value: item.node
            for item in placed
            if item.role is Role.ENTRY_FUNCTION
            and isinstance(item.node, cst.FunctionDef)
        }
        self.called: set[str] = set()
        # Statements in front of the run that say something.
        self.before: tuple[str, ...] = ()
        self.changes = Changes(module, block, findings)
        self.after = After(module, block.variable)
        # Statements that have been lowered with the block, by their ids.
        self.done: frozenset[int] = frozenset()

    def read(self) -> Settings:
        """The flow's settings. What is left out is said, each with a note."""
        scope = Scope(self.module.names, declares=True)
        for item in self.placed:
            if item.node in (self.block.node, self.block.line):
                self.given.flow_call(scope)
                self.in_block(scope)
            elif item.role is Role.ENTRY:
                self.statements([item.node], scope)
        if self.entry and self.entry not in self.called:
            self.inline(self.entry, scope)
        for name, function in self.functions.items():
            if name in self.called or not self.module.is_own(function):
                continue
            if self.about(function):
                message = f"the function {name} uses the flow but is not called here"
                help = "the script has its own options: python out.py --help"
                self.findings.say("FLC305", message, function.name, help=help)
        inspection = self.after.inspection()
        flow = self.block.variable
        if inspection and not self.consumed and flow in inspection.names:
            line = next(n for n in self.after.lines if flow in self.slices.names(n))
            message = "the flow object is used behind its run"
            self.findings.say("FLC302", message, line, help="look at the state")
        self.slices.say_left_out(self.findings)
        settings = self.given.settings()
        return replace(
            settings,
            docstring=own_docstring(self.module),
            before=self.before,
            inspection=inspection,
        )

    def in_block(self, scope: Scope) -> None:
        """The settings that the block itself gives its flow."""
        for node in simple_statements(body_of(self.block.node)):
            if not sets_flow(node, self.block.variable):
                continue
            if self.consumed and not is_setting(node, self.block.variable):
                continue
            if id(node) in self.done:
                continue
            if isinstance(node, cst.Expr) and dotted(_called(node)).endswith(".run"):
                message = "the flow is run inside its own block"
                help = "run it behind the block"
                self.findings.say("FLC302", message, node, help=help, refused=True)
            else:
                self.statement(node, scope)

    def about(self, node: cst.CSTNode) -> bool:
        """Whether code is about this flow, and not only about others of the file."""
        others = {b.variable for b in self.module.blocks} - {self.block.variable}
        names = set(self.slices.names(node))
        return self.block.variable in names or not names & others

    # Statements

    def statements(self, nodes: list[cst.CSTNode], scope: Scope) -> None:
        small = list(simple_statements(nodes))
        scope = Scope(scope.names.with_imports(small), scope.declares)
        for node in small:
            if is_main_guard(node) and isinstance(node, cst.If):
                self.statements(body_of(node), Scope(scope.names, declares=False))
            elif node is self.block.line:
                self.given.flow_call(scope)
            elif (
                id(node) in self.consumed
                or id(node) in self.done
                or not self.about(node)
                or self.opens_flow(node)
            ):
                continue
            else:
                self.statement(node, scope)

    def statement(self, node: cst.CSTNode, scope: Scope) -> None:
        call = self.called_in(node)
        run = run_in(node, self.block.variable, self.block.made)
        if self.is_prefect_import(node) or self.is_definition(node, scope):
            return
        if run is not None:
            if self.after.state:
                self.after.run_again(node)
            else:
                self.before = self.slices.plain_calls()
                self.context_of(node, scope)
                if self.entry:  # what else the function has made is left out
                    self.after.lost |= {n for ln in self.slices.lines for n in ln.binds}
                self.after.ran(node, run)
            self.given.run(node, run, scope)
        elif self.after.state and self.after.may_run(node):
            self.after.run_again(node)
            self.say_left_out(node)
        elif self.after.state and not self.is_dropped_call(call):
            if not self.after.keep(node):
                self.slices.add(node, scope.names, self.findings.spans.of(node))
        elif call is not None and self.is_flow_method(call):
            self.flow_method(node, call, scope)
        elif self.entry_function(call):
            self.inline(dotted(call.func) if call else "", scope)
        elif self.flow_attribute(node):
            self.assign_attribute(node, scope)
        elif not self.consumed and self.changes.found(node):
            return
        elif isinstance(node, cst.BaseCompoundStatement) and self.uses_flow(node):
            self.say_left_out(node)
        else:
            self.slices.add(node, scope.names, self.findings.spans.of(node))

    def say_left_out(self, node: cst.BaseCompoundStatement) -> None:
        word = type(node).__name__.lower()
        message = f"what this `{word}` does with the flow is left out"
        help = "run the flow under no condition; the script has its own options"
        self.findings.say("FLC308", message, node, help=help)

    def context_of(self, node: cst.CSTNode, scope: Scope) -> None:
        """`with prefect.context(k=v): flow.run()` gives the run a context."""
        for item in node.items if isinstance(node, cst.With) else ():
            call = item.item
            if not isinstance(call, cst.Call):
                continue
            path = self.module.inner_names.path(call.func)
            if path in ("prefect.context", "prefect.utilities.context.context"):
                given = ", ".join(map(text_of, call.args))
                value = cst.parse_expression(f"dict({given})")
                self.given.give_entry("context", value, scope)

    def is_flow_method(self, call: cst.Call | None) -> bool:
        flow = self.block.variable
        return call is not None and dotted(call.func).startswith(f"{flow}.")

    def is_dropped_call(self, call: cst.Call | None) -> bool:
        """Whether a call is `flow.register(...)` or the like."""
        if call is None or not self.is_flow_method(call):
            return False
        return is_dropped(dotted(call.func).partition(".")[2])

    def opens_flow(self, node: cst.CSTNode) -> bool:
        """Whether a statement is another block of the flow: said when it was read."""
        heads = [item.item for item in node.items] if isinstance(node, cst.With) else []
        return any(dotted(head) == self.block.variable for head in heads)

    def uses_flow(self, node: cst.CSTNode) -> bool:
        return self.block.variable in self.slices.names(node)

    def is_prefect_import(self, node: cst.CSTNode) -> bool:
        probe = Names().with_imports([node])
        return bool(probe.paths)

    def is_definition(self, node: cst.CSTNode, scope: Scope) -> bool:
        """Whether a statement makes the flow or a Parameter: lowered elsewhere."""
        value = node.value if isinstance(node, cst.Assign) else None
        if not isinstance(value, cst.Call):
            return False
        return value is self.block.call or scope.names.symbol(value.func) == "Parameter"

    @staticmethod
    def called_in(node: cst.CSTNode) -> cst.Call | None:
        """The call that a statement consists of, assigned or not."""
        if isinstance(node, (cst.Expr, cst.Assign)) and isinstance(
            node.value, cst.Call
        ):
            return node.value
        return None

    def entry_function(self, call: cst.Call | None) -> bool:
        return call is not None and dotted(call.func) in self.functions

    def inline(self, name: str, scope: Scope) -> None:
        """A call of a function like main(): its body is entry code."""
        if name in self.called:
            return
        self.called.add(name)
        body = body_of(self.functions[name])
        self.statements(body, Scope(scope.names, declares=False))

    # What is done to the flow

    def flow_attribute(self, node: cst.CSTNode) -> bool:
        if not isinstance(node, cst.Assign):
            return False
        target = node.targets[0].target
        return dotted(target).startswith(f"{self.block.variable}.")

    def assign_attribute(self, node: cst.CSTNode, scope: Scope) -> None:
        """`flow.schedule = ...`, `flow.executor = ...`, `flow.storage = ...`."""
        assert isinstance(node, cst.Assign)
        name = dotted(node.targets[0].target).partition(".")[2]
        if is_own(name):
            message = f"{name} is left out: Prefect does not read it"
            self.findings.say("FLC301", message, node)
            return
        self.given.give(name, node.value, node, scope)

    def flow_method(self, node: cst.CSTNode, call: cst.Call, scope: Scope) -> None:
        """`flow.run(...)`, `flow.register(...)`, and others."""
        method = dotted(call.func).partition(".")[2]
        if method == "run":
            self.given.run(node, call, scope)
        elif is_dropped(method):
            message = f"{method} is left out: {reason(method)}"
            self.findings.say("FLC301", message, node)
        elif not self.consumed:
            message = f"{dotted(call.func)} is called"
            help = "build the flow in its block; flowc compiles flow.run(...)"
            self.findings.say("FLC302", message, node, help=help)
        else:
            self.slices.add(node, scope.names, self.findings.spans.of(node))


def own_docstring(module: Module) -> str:
    """What `__doc__` is to a flow file, as an expression; "" if it never reads that."""
    if "__doc__" not in module.taken:
        return ""
    first = next(filter(module.is_own, module.statements), None)
    text = first.body[0] if isinstance(first, cst.SimpleStatementLine) else None
    value = literal(text.value) if isinstance(text, cst.Expr) else None
    return repr(value) if isinstance(value, str) else "None"


def _called(node: cst.Expr) -> cst.BaseExpression:
    return node.value.func if isinstance(node.value, cst.Call) else node.value
