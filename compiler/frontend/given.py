"""What entry code gives a flow: its schedule, its executor, how it is run."""

from dataclasses import dataclass

import libcst as cst

from ..ir.settings import Setting, Settings
from .dropped import FLOW_KEYWORDS, is_dropped, reason
from .findings import Findings
from .names import Names, is_package_flow
from .runs import RUNNERS, STATES, read_run
from .slices import Slices
from .stand_ins import DROPPED
from .syntax import literal, text_of

_SETTINGS = ("schedule", "executor")


@dataclass(frozen=True)
class Scope:
    """Where an entry statement stands: its names, and whether at module level."""

    names: Names
    declares: bool


class Given:
    """Collects the settings of one flow; `made` is the call of `Flow(...)`.

    Of a flow that its own Python builds (with the statements `consumed`), other
    settings stay there.
    """

    def __init__(
        self,
        made: cst.Call,
        slices: Slices,
        findings: Findings,
        consumed: frozenset[int] = frozenset(),
    ) -> None:
        self.consumed = consumed
        self.recorded = bool(consumed)
        self.made = made
        self.slices = slices
        self.findings = findings
        self.declared: dict[str, Setting] = {}
        self.entry: dict[str, Setting] = {}
        self.scheduled = True
        self.ran: cst.CSTNode | None = None

    def settings(self) -> Settings:
        """All that has been given."""
        return Settings(self.declared, self.entry, self.scheduled)

    def give(
        self, name: str, value: cst.BaseExpression, node: cst.CSTNode, scope: Scope
    ) -> None:
        """The source gives the flow a setting, or something that is dropped."""
        if name in _SETTINGS:
            place = self.declared if scope.declares else self.entry
            setting = self.setting(name, value, scope)
            if setting is not None:
                place[name] = setting
        elif is_dropped(name):
            message = f"{name} is left out: {reason(name)}"
            self.findings.say("FLC301", message, node)
        elif not self.recorded:
            message = f"the flow is given {name}"
            help = "flowc compiles schedule and executor"
            self.findings.say("FLC302", message, node, help=help)

    def give_entry(self, name: str, value: cst.BaseExpression, scope: Scope) -> None:
        """The code around the run gives it a setting."""
        setting = self.setting(name, value, scope)
        if setting is not None:
            self.entry[name] = setting

    def setting(
        self,
        name: str,
        value: cst.BaseExpression,
        scope: Scope,
        where: cst.CSTNode | None = None,
    ) -> Setting | None:
        """What a value needs, or a finding; `where` it stands, if flowc made it."""
        if literal(value) is None:
            return None
        found = self.slices.setting(value, scope.names)
        if found is None:
            option, code = "--help", "FLC307"
            if name == "parameters":
                option, code = "--param NAME=JSON", "FLC304"
            message = f"{name} from the file's own command line: left out"
            help = f"the script has options of its own: python out.py {option}"
            self.findings.say(code, message, where or value, help=help)
        return found

    def flow_call(self, scope: Scope) -> None:
        """The keywords of `Flow(name, schedule, executor, ...)`."""
        for place, arg in enumerate(self.made.args):
            if arg.keyword is not None:
                name = arg.keyword.value
            else:
                name = ("name", "schedule", "executor")[min(place, 2)]
            if arg.star and self.recorded:
                continue
            if arg.star or (arg.keyword is None and place > 2):
                message = f"{text_of(arg)} hides what the flow is given"
                help = "write the flow's settings as keywords"
                self.findings.say("FLC302", message, arg, help=help)
            elif name not in FLOW_KEYWORDS and self.is_of_package(scope):
                message = f"{name} is left out: Prefect's Flow does not know it"
                self.findings.say("FLC015", message, arg)
            elif name == "schedule" and (home := self.storage_in(arg.value, scope)):
                message = f"the flow's schedule is a {home}: it is left out"
                help = "write storage=...: with it as schedule, flow.run() fails"
                self.findings.say("FLC016", message, arg, help=help)
            elif name != "name":
                self.give(name, arg.value, arg, scope)

    def storage_in(self, value: cst.BaseExpression, scope: Scope) -> str:
        """The storage, or the like, that a value is; "" for others."""
        for line in reversed(self.slices.lines):
            if isinstance(value, cst.Name) and value.value in line.binds:
                value = getattr(line.node, "value", None) or value
        path = scope.names.path(value.func) if isinstance(value, cst.Call) else None
        return path if path and path.startswith(DROPPED) else ""

    def is_of_package(self, scope: Scope) -> bool:
        """Whether the flow's class is one whose source is not at hand."""
        return is_package_flow(scope.names.path(self.made.func) or "")

    def run(self, node: cst.CSTNode, call: cst.Call, scope: Scope) -> None:
        """`flow.run(...)`: how a program runs the flow."""
        if self.ran is not None:
            message = "the flow is run a second time; the script runs it once"
            notes = (("run here first", self.ran),)
            help = "start the script twice"
            self.findings.say("FLC306", message, node, notes=notes, help=help)
            return
        self.ran = node
        found = read_run(call)
        self.scheduled = found.scheduled
        for arg in found.stars:
            message = f"{text_of(arg)} hides what the run is given"
            help = "write parameters=..., executor=... as keywords"
            self.findings.say("FLC302", message, arg, help=help)
        for arg in call.args:
            name = arg.keyword.value if arg.keyword is not None else ""
            if name == STATES and id(arg.value) not in self.consumed:
                message = "the flow is run with states that its tasks have before"
                help = "run it at module level, behind what builds it"
                refused = self.recorded
                self.findings.say("FLC302", message, arg, help=help, refused=refused)
            elif name in RUNNERS:
                message = f"flow.run({name}=...) has no counterpart here"
                help = "give the tasks what they need as Parameters"
                self.findings.say("FLC302", message, arg, help=help, refused=True)
        for name, value in found.settings.items():
            where = call if name in found.made else None
            setting = self.setting(name, value, scope, where)
            if setting is not None:
                self.entry[name] = setting
