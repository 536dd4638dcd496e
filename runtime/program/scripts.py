"""`Script`: what a script tells of itself, how it is started, and how it ends."""

import collections
import sys
import weakref
from collections.abc import Iterable
from typing import Any, Callable, Optional

from ..cluster.places import close_places
from ..context.prefect_environment import prefect_log_level
from ..reporting.relocate import relocate_all
from ..reporting.report import numbered
from ..reporting.source_lines import SCRIPTS, rows_in, said_of_missing, table_in
from .errors import ProgramError, UsageProblem
from .logging_setup import configure_logging, say
from .options import Options, own_arguments, parse_options
from .run_manner import Manner, acting

# Every flow that this process has made.
FLOWS: list[Any] = []


def enlist(flow: Any) -> None:
    """Note a flow that was made: tasks may start it by its name."""
    FLOWS[:] = [each for each in FLOWS if each() is not None]
    FLOWS.append(weakref.ref(flow))
    script = main_script()
    if script is not None:
        script.made_flows[flow.name] = flow


def main_script() -> Optional["Script"]:
    """Return the script that runs as a program, None if none does."""
    script = SCRIPTS.get("__main__")
    return script if script is not None and script.options is not None else None


class Script:
    """A script: the program of `source`, and one of its flows for whoever imports it.

    It is made before the first statement of the program, in the module `name`. As a
    program it takes its own options, `--flowc-NAME`, from `sys.argv`; and the plain
    ones, unless the program `reads_arguments` itself. `runs` tells whether the program
    runs flows as it stands, `looks` whether it looks at the results of its runs,
    `context` whether tasks may look at the context of their run, `starts` whether they
    may start flows by their names; `guests` make such flows of other files.
    `key_values` makes a run's store of key-value pairs. `flow` gives the flow that the
    script was compiled for; `start` runs it, by a function of the program where only
    that makes it.
    """

    def __init__(
        self,
        name: str,
        source: str,
        reads_arguments: bool = False,
        runs: bool = False,
        looks: bool = False,
        context: bool = False,
        starts: bool = False,
        key_values: Optional[Callable[[Any], None]] = None,
    ) -> None:
        frame = sys._getframe(1)
        self.name = name
        self.source = source
        self.runs = runs
        self.looks = looks
        self.context = context
        self.starts = starts
        self.key_values = key_values
        self.flow: Callable[[], Any] = no_flow
        self.start: Callable[[], Any] = self.run_flow
        self.guests: Optional[Iterable[Callable[[], Any]]] = ()
        self.made: list[Any] = []
        # As a program: the latest flow of each name that it has made.
        self.made_flows: dict[str, Any] = {}
        self.namespace = frame.f_globals
        self.filename = frame.f_code.co_filename
        table = table_in(frame.f_code.co_consts)
        self.rows = rows_in(table, frame.f_lineno)
        self.options: Optional[Options] = None
        # The exit codes of the latest run of each flow, by its name, and how many
        # reports of each name there are.
        self.ended: dict[str, int] = {}
        self.reports: collections.Counter[str] = collections.Counter()
        if name == "__main__":
            self.options = own_options(source, reads_arguments)
            sys.excepthook = said_of_missing
            configure_logging(self.options.log_level or prefect_log_level())
        SCRIPTS[name] = self

    def relocate(self) -> None:
        """Have the script's functions say where they stand in their source."""
        relocate_all(self.namespace, self.filename, self.rows)

    def startable(self) -> dict[str, Any]:
        """The flows that tasks may start, by their names."""
        if not self.starts:
            return {}
        if self.guests is not None:
            self.made, self.guests = [make() for make in self.guests], None
        known = [flow for flow in (ref() for ref in FLOWS) if flow is not None]
        return {flow.name: flow for flow in (*self.made, *known)}

    def run(
        self,
        parameters: Optional[dict[str, Any]] = None,
        context: Optional[dict[str, Any]] = None,
        client: Optional[Any] = None,
        address: Optional[str] = None,
        keep: Iterable[str] = (),
    ) -> Any:
        """Run the flow once, for another program; its FlowRun.

        A given `client` is used and left open, and results stay on its cluster until
        they are fetched. Otherwise the flow runs at `address`, or where the environment
        or the source says, and the results it keeps are fetched before that is closed.
        Raises ValueError for bad parameters, ProgramError for an unusable cluster, and
        what the source's own code raises while it builds the flow.
        """
        manner = Manner.of_module(client, address, context, keep)
        manner.parameters = dict(parameters or {})
        with acting(manner):
            self.start()
        if manner.latest is None:
            raise RuntimeError(f"the program of {self.source} has not run its flow")
        return manner.latest

    def run_flow(self) -> Any:
        """Run the flow that the script was compiled for, as its program would."""
        return self.known_flow().run()

    def main(self, argv: Optional[list[str]] = None) -> int:
        """Run the flow as a program; the exit code.

        At the end of a program that runs flows by itself, its exit code.
        """
        options = self.options if argv is None else parse_options(self.source, argv)
        if argv is None and options is not None and self.has_run():
            close_places()
            return self.exit_code()
        if options is None:
            options = parse_options(self.source, argv)
        manner = Manner.of_program(options, self, usage=True)
        try:
            with acting(manner):
                self.start()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(bool(end.code))
        except ProgramError as problem:
            say(f"error: {problem.message}")
            return problem.exit_code
        return max(manner.exit_code, self.exit_code())

    def has_run(self) -> bool:
        """Whether the program that has ended was to run the flow, or has done so."""
        if self.runs:
            if not self.ended and self.options and self.options.said:
                say("the program has run no flow: the script's options had no use")
            return True
        return bool(self.ended) and self.known_flow().name in self.ended

    def known_flow(self) -> Any:
        """The flow that the script was compiled for, or that the command line names.

        UsageProblem if there is none at module level, or not now.
        """
        wanted = self.options.flow if self.options is not None else None
        if wanted is not None or (self.flow is no_flow and self.made_flows):
            return self.flow_among(wanted)
        try:
            return self.flow()
        except NameError as error:
            message = f"the program has not made the flow: {error}"
            raise UsageProblem(message) from None

    def flow_among(self, wanted: Optional[str]) -> Any:
        """The flow of a name that the program has made, or its only one."""
        names = list(self.made_flows)
        if wanted is None and len(names) == 1:
            return self.made_flows[names[0]]
        if wanted in self.made_flows:
            return self.made_flows[wanted]
        message = f"the program makes {len(names)} flows: {', '.join(names)}"
        raise UsageProblem(f"{message}; choose one with --flowc-flow NAME")

    def report_path(self, path: str) -> str:
        """Return where the next report goes that is to be called `path`."""
        self.reports[path] += 1
        return numbered(path, self.reports[path])

    def exit_code(self) -> int:
        """Return what the runs of the program have come to: 0 where the latest one of
        each flow succeeded."""
        return max(self.ended.values(), default=0)


def no_flow() -> Any:
    raise UsageProblem("the program makes no flow that can be had from outside of it")


def own_options(source: str, reads_arguments: bool) -> Options:
    """Read the script's options from the command line; a program that reads its
    arguments itself then finds the others."""
    if not reads_arguments:
        return parse_options(source, sys.argv[1:])
    own, others = own_arguments(sys.argv[1:])
    sys.argv[1:] = others
    return parse_options(source, own, plain=False)
