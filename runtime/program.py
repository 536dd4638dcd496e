"""An emitted script as a program: its command line, one run or a schedule of them."""

import contextlib
import datetime
import logging
import sys
from collections.abc import Iterator
from typing import Any, Callable, Optional

from .address import Target, find_target
from .build_problems import MissingParameters, WrongParameters
from .convert import named_values, values_in_file
from .execute import execute_run, merged_context
from .flow_settings import setting_of
from .logs import configure_logging, say
from .loop import ScheduleLoop
from .options import Options, parse_options
from .planning import plan_once
from .problems import ProgramError, UsageProblem
from .progress import make_watcher
from .report import why_unwritable, write_report
from .run import check_named_values
from .stopping import FAREWELL, Stopped, call_later, end_process, stop_signals
from .summary import print_summary
from .surroundings import prefect_log_level, runs_on_schedule
from .tracebacks import failure_text


class Program:
    """A flow's script while it runs as a program.

    The script sets `schedule`, `executor`, `parameters` and `context` to what its
    source gave the flow, then returns what `run()` returns: the exit code. `inspect` is
    what the source does with the state that the flow's run gives, if anything.
    """

    def __init__(
        self,
        graph: Callable[[Any], Any],
        settings: dict[str, Any],
        argv: Optional[list[str]] = None,
    ) -> None:
        self.graph = graph
        self.settings = settings
        self.options: Options = parse_options(settings["name"], argv)
        self.schedule: Optional[Any] = None
        self.executor: Optional[Any] = None
        self.parameters: dict[str, Any] = {}
        self.context: dict[str, Any] = {}
        self.inspect: Optional[Callable[[Any], Any]] = None
        self.inspected = True

    @property
    def needs_executor(self) -> bool:
        """Whether the run asks the source's executor where to go."""
        options = self.options
        said = options.address or options.scheduler_file or options.local
        return options.needs_cluster and not said

    @contextlib.contextmanager
    def making_executor(self) -> Iterator[None]:
        """Around the source's code that makes its executor: it may need a Gateway.

        Its failure ends the program with a message: 4 for a missing module, else 3.
        """
        try:
            with stop_signals():
                yield
        except Stopped as stopped:
            raise SystemExit(farewell(stopped)) from None
        except ImportError as error:
            say(f"error: the flow's executor needs a module: {error}")
            raise SystemExit(4) from None
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            say(f"error: can't make the flow's executor: {reason}")
            raise SystemExit(3) from None

    def run(self) -> int:
        """Do what the command line asks for; the exit code. Known problems are said."""
        try:
            with stop_signals():
                return self.dispatch()
        except Stopped as stopped:
            return farewell(stopped)
        except ProgramError as problem:
            say(f"error: {problem.message}")
            return problem.exit_code

    def dispatch(self) -> int:
        configure_logging(self.options.log_level or prefect_log_level())
        self.read_values()
        if self.options.next:
            return self.print_next(self.options.next)
        if not self.options.needs_cluster:
            return self.show_plan()
        scheduled = self.on_schedule()
        self.check_files()
        self.check_values(scheduled)
        if not scheduled:
            return self.run_flow_once(None)
        say(f'Flow "{self.settings["name"]}" on its schedule')
        loop = ScheduleLoop(
            self.known_schedule(), self.run_flow_once, say, self.options.max_runs
        )
        return loop.follow()

    def read_values(self) -> None:
        """Put the command line's parameters and context over the source's."""
        options = self.options
        if options.param_file:
            self.parameters = {**self.parameters, **values_in_file(options.param_file)}
        given = named_values(options.param, "--param")
        self.parameters = {**self.parameters, **given}
        context = named_values(options.context, "--context")
        self.context = merged_context({**self.context, **context})

    def check_files(self) -> None:
        """Refuse files that can't be written, before anything runs."""
        options = self.options
        named = (
            ("--report", options.report),
            ("--performance-report", options.performance_report),
        )
        for option, path in named:
            problem = why_unwritable(path) if path else None
            if problem is not None:
                raise UsageProblem(f"{option} {path}: {problem}")

    def check_values(self, scheduled: bool) -> None:
        """Refuse parameters before a cluster is looked for; a clock may give some."""
        try:
            check_named_values(self.graph, self.settings, self.parameters, self.context)
        except MissingParameters as error:
            if not scheduled:
                raise UsageProblem(str(error)) from None
        except WrongParameters as error:
            raise UsageProblem(f"{error}{error.advice}") from None

    def known_schedule(self) -> Any:
        """The flow's schedule, None if it has none."""
        if self.schedule is None:
            self.schedule = setting_of(self.graph, self.settings, "schedule")
        return self.schedule

    def on_schedule(self) -> bool:
        """Whether to wait for the schedule, as said or as the source did."""
        if "schedule" in self.settings:
            self.known_schedule()  # what is wrong with it is said at any start
        in_force = self.settings.get("scheduled", True) and runs_on_schedule()
        wanted = self.options.schedule or (in_force and not self.options.once)
        if self.options.schedule and self.known_schedule() is None:
            raise UsageProblem("--schedule: the flow has no schedule")
        scheduled = bool(wanted) and self.known_schedule() is not None
        if self.options.max_runs and not scheduled:
            raise UsageProblem("--max-runs: the flow doesn't run on a schedule here")
        return scheduled

    def print_next(self, count: int) -> int:
        """Print coming run times, one a line."""
        if self.known_schedule() is None:
            raise UsageProblem("--next: the flow has no schedule")
        for tick in self.known_schedule().next(count):
            print(tick.isoformat())
        return 0

    def show_plan(self) -> int:
        """Describe or draw the graph, without a cluster."""
        try:
            plan = plan_once(
                self.graph, self.settings, self.parameters, self.options.chunks
            )
        except WrongParameters as error:
            raise UsageProblem(f"{error}{error.advice}") from None
        if self.options.visualize:
            self.draw(plan, self.options.visualize)
        else:
            print(plan.describe())
        return 0

    def draw(self, plan: Any, path: str) -> None:
        """Draw the graph to a file."""
        try:
            plan.visualize(path)
        except OSError as error:
            reason = error.strerror or error
            raise UsageProblem(f"--visualize {path}: {reason}") from None

    def target(self) -> Target:
        """Where to run; the source's executor is made now if it is asked."""
        if self.executor is None and self.needs_executor:
            self.executor = setting_of(self.graph, self.settings, "executor")
        return find_target(self.options, self.executor)

    def run_flow_once(
        self,
        scheduled: Optional[datetime.datetime],
        parameter_defaults: Optional[dict[str, Any]] = None,
    ) -> int:
        """One run with all that is said and written about it; 0 or 1.

        A clock's `parameter_defaults` go over all other parameters (section 12).
        """
        at = f", scheduled for {scheduled.isoformat()}" if scheduled else ""
        say(f'Flow "{self.settings["name"]}"{at}')
        self.inspected = True
        try:
            flow_run = execute_run(
                self.graph,
                self.settings,
                self.target(),
                self.options,
                say,
                self.show,
                parameters={**self.parameters, **(parameter_defaults or {})},
                context=self.context,
                scheduled=scheduled,
                keep_all=self.inspect is not None,
                watcher=make_watcher(self.options.progress or "auto", sys.stderr),
            )
        except WrongParameters as error:
            raise UsageProblem(f"{error}{error.advice}") from None
        if flow_run.builder.lacking:
            return self.say_lacking(flow_run.builder.lacking)
        return 0 if flow_run.final.is_successful() and self.inspected else 1

    def say_lacking(self, lacking: list[str]) -> int:
        """Say what workers could not import; the exit code."""
        hint = "install what the script needs (its third line) where the workers run"
        say(f"error: the workers can't load the script: {'; '.join(lacking)}; {hint}")
        return 4

    def show(self, flow_run: Any) -> None:
        """Print the summary, write the report if one is wanted; let the source look."""
        print_summary(flow_run, sys.stdout)
        sys.stdout.flush()
        if self.options.report:
            self.write_file(flow_run, self.options.report)
        if self.inspect is not None:
            self.inspected = self.look_at(flow_run.final)

    def write_file(self, flow_run: Any, path: str) -> None:
        """Write the report, and say where it is; without it the run is what it is."""
        try:
            say(f"report: {write_report(flow_run, path)}")
        except OSError as error:
            say(f"warning: no report: can't write {path}: {error.strerror or error}")

    def look_at(self, state: Any) -> bool:
        """Hand the flow's state to the source's code; whether that went well."""
        assert self.inspect is not None
        try:
            self.inspect(state)
        except Exception as error:
            say(failure_text(error).rstrip("\n"))
            return False
        return True


def farewell(stopped: Stopped) -> int:
    """Say that a signal ended the program, and have that done soon; its exit code."""
    logging.disable(logging.CRITICAL)  # what Dask leaves open complains
    say(f"stopped by {stopped}")
    call_later(FAREWELL, end_process, stopped.exit_code)
    return stopped.exit_code
