"""Chooses the flows of a file that are to be compiled."""

import difflib

import libcst as cst

from ..diagnostics import has_errors
from .advice import help_for
from .around import runs_flows
from .findings import Findings
from .module import Module
from .names import Names
from .recipes import Recipe, anywhere, label, name_of, own_recipes_of


def choose(
    module: Module, wanted: str | None, every: bool, findings: Findings
) -> list[Recipe]:
    """The flow named by its variable or its name; all of them; or the only one."""
    blocks = list(own_recipes_of(module))
    if blocks and all(each.uncalled for each in blocks) and runs_flows(module):
        blocks = list(anywhere(module))
    if not blocks:
        if not has_errors(findings.found):
            _say_none(module, findings)
        return []
    if wanted is not None:
        return _named(blocks, wanted, findings)
    if every or len(blocks) == 1:
        return blocks
    names = ", ".join(map(label, blocks))
    message = f"the file has {len(blocks)} flows: {names}"
    notes = tuple((f"the flow {label(block)}", place_of(block)) for block in blocks)
    help = "choose one with --flow NAME, or all with --all-flows -o DIR"
    findings.say("FLC008", message, place_of(blocks[0]), notes=notes, help=help)
    return []


def place_of(recipe: Recipe) -> cst.CSTNode:
    """Where the file makes a flow."""
    return recipe.origin if recipe.uncalled and recipe.origin else recipe.call


def _say_none(module: Module, findings: Findings) -> None:
    """No flow: point at what looks most like one."""
    message, help = "the file has no flow", "write `with Flow(...) as flow:`"
    for path in (".Flow", ".flow"):
        finder = _Finder(module.names, path)
        for statement in filter(module.is_own, module.statements):
            if finder.found is None:
                statement.visit(finder)
        if finder.found is None:
            continue
        if path == ".flow":
            help = help_for("prefect.flow")
        else:
            message = f"{message} that flowc finds: Flow is used in another way"
            help = (
                f"{help}, in a function or at module level; where code makes it of "
                "arguments, call that: `flow = build(...)`"
            )
        findings.say("FLC007", message, finder.found, help=help)
        return
    help = f"{help} at module level"
    if any(isinstance(node, cst.With) for node in module.statements):
        help += "; where its class is a package's, compile with --source-root DIR"
    findings.say("FLC007", message, None, help=help)


class _Finder(cst.CSTVisitor):
    """Finds the first use of a name of prefect's that ends in some way."""

    def __init__(self, names: Names, path: str) -> None:
        self.names = names
        self.path = path
        self.found: cst.CSTNode | None = None

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        return False

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Name, cst.Attribute)) and self.found is None:
            path = self.names.path(node)
            if path is not None and path.endswith(self.path):
                self.found = node
        return super().on_visit(node) and self.found is None


def _named(blocks: list[Recipe], wanted: str, findings: Findings) -> list[Recipe]:
    found = [b for b in blocks if wanted in (b.variable, name_of(b), label(b))]
    if found:
        return found[:1]
    known = [name for b in blocks for name in (b.variable, name_of(b)) if name]
    near = difflib.get_close_matches(wanted, known, 1)
    help = f"did you mean {near[0]}?" if near else None
    message = f"no flow is called {wanted}; there is {', '.join(map(label, blocks))}"
    findings.say("FLC009", message, None, help=help)
    return []
