"""Which other flows the tasks of a flow may start by their names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import libcst as cst

from .findings import Findings
from .flow_run_names import STAND_INS
from .module import Module
from .recipes import Recipe, label, name_argument, recipes_of
from .spelled import UNKNOWN, Function, InFunctions, Pieces, Spelling, matches
from .syntax import literal
from .walking import look

STARTING = frozenset({"create_flow_run", "StartFlowRun", "FlowRunTask"})
_KEYWORDS = ("flow_name", "flow_id")
# How many arguments without a keyword name the flow.
_PLACES = {"create_flow_run": 2}
_HELP = (
    "write the name as text, as a constant, or as a Parameter with a default; flows of "
    "other files come along with --with FILE"
)


@dataclass(frozen=True)
class Naming:
    """An argument that names a flow: what it may be, and why that can't be told."""

    place: cst.CSTNode
    texts: frozenset[Pieces]
    variables: frozenset[str]
    why: str = ""

    @property
    def unclear(self) -> bool:
        return UNKNOWN in self.texts

    def means(self, recipe: Recipe, names: set[Pieces], own: bool) -> bool:
        """Whether a flow may be meant: by a text like its name, or one of the file's
        own where that can't be told."""
        if recipe.variable in self.variables:
            return True
        known = [pieces[0] for pieces in names if len(pieces) == 1]
        if self.unclear or len(known) < len(names):
            return own
        return any(matches(text, name) for text in self.texts for name in known)


@dataclass
class Namings:
    """The arguments of a file that name flows; `found` has those of the code seen."""

    module: Module
    found: list[Naming] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spelling = Spelling(self.module)
        self.seen: set[int] = set()

    def look_at(self, lines: Iterable[cst.CSTNode]) -> None:
        for line in lines:
            if id(line) not in self.seen:
                self.seen.add(id(line))
                look(line, _Starts(self))

    def add(self, node: cst.BaseExpression, function: Function) -> None:
        self.spelling.why, self.spelling.named = [], set()
        texts = frozenset(self.spelling.of(node, function))
        why = self.spelling.why[0] if self.spelling.why else ""
        variables = frozenset(self.spelling.named)
        self.found.append(Naming(node, texts, variables, why))

    def names_of(self, recipe: Recipe) -> set[Pieces]:
        """What the name of a flow may be."""
        argument = name_argument(recipe)
        function = recipe.function
        return self.spelling.of(argument, function) if argument else {UNKNOWN}

    def mean(self, recipe: Recipe) -> bool:
        """Whether a flow may be the one that some argument names."""
        names = self.names_of(recipe)
        own = self.module.is_own(recipe.lines[recipe.place])
        return any(each.means(recipe, names, own) for each in self.found)

    def say(self, flows: Sequence[Recipe], findings: Findings) -> None:
        """Warn of flows that are not at hand, and of names that can't be told."""
        known = {p for recipe in flows for p in self.names_of(recipe)}
        known |= {(name,) for name in self.module.guests if name}
        for each in self.found:
            for text in sorted(t[0] for t in each.texts if len(t) == 1):
                if not any(matches(pieces, text) for pieces in known):
                    self.say_absent(text, each, findings)
            if each.unclear:
                message = f"which flow is started can't be told: {each.why}"
                left = [r for r in flows if not self.module.is_own(r.lines[r.place])]
                left = [recipe for recipe in left if not self.mean(recipe)]
                names = ", ".join(label(recipe) for recipe in left[:5])
                more = f" and {len(left) - 5} others" if len(left) > 5 else ""
                if left:
                    message += f"; the script has the file's own, not {names}{more}"
                findings.say("FLC416", message, each.place, help=_HELP)

    def say_absent(self, name: str, naming: Naming, findings: Findings) -> None:
        message = f"the flow {name!r} is not in this file"
        help = (
            "compile its file along, with --with FILE; or FLOWC_START_FLOW may say how "
            "to start it; else the task fails"
        )
        findings.say("FLC409", message, naming.place, help=help)


def starts_flows(module: Module) -> bool:
    """Whether a file may start flow runs by the names of flows."""
    return any(path in STAND_INS for path in _paths(module))


def _paths(module: Module) -> Iterator[str]:
    """The paths into prefect that the file imports or may reach by an attribute."""
    for path in module.inner_names.paths.values():
        yield path
        prefix = f"{path}."
        for known in STAND_INS:
            tail = known[len(prefix) :]
            if known.startswith(prefix) and tail in module.source.text:
                yield known


def say_started(module: Module, recipe: Recipe, findings: Findings) -> None:
    """Warn of flows that are started by their names and that the script does not have,
    and of names that can't be told."""
    if starts_flows(module):
        namings = Namings(module)
        namings.look_at(module.statements)
        others = [r for r in recipes_of(module) if r.call is not recipe.call]
        namings.say([recipe, *others], findings)


class _Starts(InFunctions):
    """Finds the arguments that name flows: those of the starting tasks, and what any
    call is given as `flow_name`."""

    def __init__(self, namings: Namings) -> None:
        super().__init__()
        self.namings = namings

    def visit_Call(self, node: cst.Call) -> None:
        kind = self.started_by(node.func)
        for value in _naming(node, _PLACES.get(kind, 1) if kind else 0):
            if literal(value) is not None:
                self.namings.add(value, self.function)

    def started_by(self, called: cst.BaseExpression) -> str:
        """Which of Prefect's starting tasks is called, "" for none."""
        if isinstance(called, cst.Attribute) and called.attr.value in ("map", "run"):
            called = called.value
        path = self.namings.module.inner_names.path(called) or ""
        found = STAND_INS.get(path, "")
        return found if found in STARTING else ""


def _naming(call: cst.Call, places: int) -> Iterator[cst.BaseExpression]:
    for place, arg in enumerate(call.args):
        word = arg.keyword.value if arg.keyword else ""
        if word in _KEYWORDS or (not word and not arg.star and place < places):
            yield arg.value
