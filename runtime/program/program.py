"""What `flow.run()` does outside of tasks: one run, or a schedule of them."""

import datetime
import logging
import sys
from typing import Any, Optional

from ..cluster.executors import is_executor
from ..cluster.target import Target, find_target
from ..context.prefect_environment import prefect_log_level, runs_on_schedule
from ..reporting.progress import SilentWatcher, make_watcher
from ..reporting.report import why_unwritable, write_report
from ..reporting.summary import print_summary
from ..schedules.schedule_loop import ScheduleLoop
from .build_errors import BuildProblem, MissingParameters, WrongParameters
from .dry_run import plan_once
from .errors import ProgramError, UsageProblem
from .flow_runner import check_named_values
from .logging_setup import configure_logging, no_words, say
from .option_values import named_values, values_in_file
from .options import options_of_environment
from .run_manner import Manner, acting_manner
from .scripts import main_script
from .session import execute_run, merged_context
from .shutdown import FAREWELL, Stopped, call_later, end_process, stop_signals


def run_here(flow: Any, **given: Any) -> Any:
    """Run a flow outside of tasks, once or on its schedule; its final State.

    `given` is what ProgramRun takes. In a script that runs as a program, what keeps
    flows from running at all is said, and ends the program with its exit code.
    """
    script = main_script()
    manner = acting_manner()
    if manner is None and script is not None and script.options is not None:
        manner = Manner.of_program(script.options, script)
    run = ProgramRun(flow, manner or Manner(options_of_environment()), **given)
    if run.script is None:
        try:
            return run.state()
        except BuildProblem as problem:
            raise problem.error from None
    try:
        with stop_signals():
            return run.state()
    except Stopped as stopped:
        run.end(farewell(stopped))
    except ProgramError as problem:
        say(f"error: {problem.message}")
        run.end(problem.exit_code)
    raise SystemExit(run.manner.exit_code)


class ProgramRun:
    """One call of `flow.run()` outside of tasks, with what the call gives it.

    `on_schedule` is what the call says of the schedule, None if nothing. Options of a
    command line go over what the call gives.
    """

    def __init__(
        self,
        flow: Any,
        manner: Manner,
        parameters: Optional[dict[str, Any]] = None,
        context: Optional[dict[str, Any]] = None,
        executor: Optional[Any] = None,
        on_schedule: Optional[bool] = None,
        states: Optional[dict[Any, Any]] = None,
    ) -> None:
        self.flow = flow
        self.manner = manner
        self.script: Any = manner.script
        self.options = manner.options
        self.parameters = {**(parameters or {}), **manner.parameters}
        self.context = {**manner.context, **(context or {})}
        self.executor = executor if executor is not None else executor_of(flow)
        self.on_schedule = on_schedule
        self.states = states
        # Where the report goes: on a schedule, that of the latest run.
        self.report = ""

    def end(self, exit_code: int) -> None:
        """Note what the run has come to, for the end of the program."""
        self.manner.exit_code = exit_code
        self.script.ended[self.flow.name] = exit_code

    def state(self) -> Any:
        """Run the flow; the final State of its latest run."""
        level = self.options.log_level or prefect_log_level()
        if self.script is not None:
            configure_logging(level)
            self.read_options()
            if not self.options.needs_cluster:
                self.show_plan()
                raise SystemExit(0)
        self.context = merged_context(self.context)
        if not self.scheduled():
            self.check_files()
            self.check_values()
            self.run_once(None)
        else:
            self.follow_schedule()
        latest = self.manner.latest
        return None if latest is None else latest.handed_state()

    def read_options(self) -> None:
        """Put the command line's parameters and context over the program's."""
        options = self.options
        given = values_in_file(options.param_file) if options.param_file else {}
        given.update(named_values(options.param, "--param"))
        for name in given.keys() & self.parameters.keys():
            say(f"the command line gives the parameter {name}, over the program's")
        self.parameters.update(given)
        self.context.update(named_values(options.context, "--context"))

    def check_files(self) -> None:
        """Refuse files that can't be written, before anything runs."""
        options = self.options
        named = (
            ("--report", options.report),
            ("--performance-report", options.performance_report),
        )
        for option, path in named:
            problem = why_unwritable(path) if path and self.script is not None else None
            if problem is not None:
                raise UsageProblem(f"{option} {path}: {problem}")

    def check_values(self, scheduled: bool = False) -> None:
        """Refuse parameters before a cluster is looked for; a clock may give some."""
        try:
            check_named_values(self.flow, self.parameters)
        except MissingParameters as error:
            if not scheduled:
                raise self.refused(error) from None
        except WrongParameters as error:
            raise self.refused(error) from None

    def refused(self, error: WrongParameters) -> Exception:
        """The problem that wrong parameters are: of the command line where that gave
        them, else Prefect's own for the program."""
        if self.script is None:
            return error
        said = self.manner.usage or self.options.param or self.options.param_file
        return UsageProblem(f"{error}{error.advice}") if said else error

    def scheduled(self) -> bool:
        """Whether to wait for the schedule, as the command line or the call says."""
        options, schedule = self.options, self.flow.schedule
        if self.script is None:
            said = False if self.manner.once else self.on_schedule
            return schedule is not None and (
                runs_on_schedule() if said is None else said
            )
        if options.schedule and schedule is None:
            raise UsageProblem("--schedule: the flow has no schedule")
        wanted: Optional[bool] = self.on_schedule
        if wanted is None:
            wanted = runs_on_schedule()
        elif schedule is not None and options.schedule and not wanted:
            say("the command line has the flow follow its schedule")
        elif schedule is not None and options.once and wanted:
            say("the command line has the flow run once, whatever its schedule")
        wanted = options.schedule or (bool(wanted) and not options.once)
        if options.max_runs and not (wanted and schedule is not None):
            raise UsageProblem("--max-runs: the flow doesn't run on a schedule here")
        return bool(wanted) and schedule is not None

    def follow_schedule(self) -> None:
        """Run the flow at each time of its schedule."""
        self.check_files()
        self.check_values(scheduled=True)
        tell = say if self.script is not None else no_words
        tell(f'Flow "{self.flow.name}" on its schedule')
        loop = ScheduleLoop(
            self.flow.schedule, self.run_once, tell, self.options.max_runs
        )
        exit_code = loop.follow()
        if self.script is not None:
            self.end(exit_code)

    def show_plan(self) -> None:
        """Print coming run times, describe or draw the graph, without a cluster."""
        if self.options.next:
            if self.flow.schedule is None:
                raise UsageProblem("--next: the flow has no schedule")
            for tick in self.flow.schedule.next(self.options.next):
                print(tick.isoformat())
            return
        try:
            plan = plan_once(self.flow, self.parameters, self.options.chunks)
        except WrongParameters as error:
            raise UsageProblem(f"{error}{error.advice}") from None
        if not self.options.visualize:
            print(plan.describe())
            return
        try:
            plan.visualize(self.options.visualize)
        except OSError as error:
            reason = error.strerror or error
            path = self.options.visualize
            raise UsageProblem(f"--visualize {path}: {reason}") from None

    def target(self) -> Target:
        """Where to run: as the command line, the environment or the source says."""
        return find_target(self.options, self.executor)

    def run_once(
        self,
        scheduled: Optional[datetime.datetime],
        parameter_defaults: Optional[dict[str, Any]] = None,
    ) -> int:
        """One run with all that is said and written about it; its exit code.

        A clock's `parameter_defaults` go over all other parameters (section 12).
        """
        spoken = self.script is not None
        if spoken:
            sys.stdout.flush()  # what workers print comes behind it
            at = f", scheduled for {scheduled.isoformat()}" if scheduled else ""
            say(f'Flow "{self.flow.name}"{at}')
        watcher: Any = SilentWatcher()
        if spoken:
            watcher = make_watcher(self.options.progress or "auto", sys.stderr)
        try:
            flow_run = execute_run(
                self.flow,
                self.target,
                self.manner,
                self.show if spoken else no_words,
                parameters={**self.parameters, **(parameter_defaults or {})},
                context=self.context,
                scheduled=scheduled,
                states=self.states,
                executor=self.executor,
                watcher=watcher,
            )
        except WrongParameters as error:
            raise self.refused(error) from None
        self.manner.latest = flow_run
        if not spoken:
            return 0
        exit_code = 0 if flow_run.final.is_successful() else 1
        if flow_run.builder.lacking:
            exit_code = say_lacking(flow_run.builder.lacking)
        self.end(exit_code)
        if exit_code == 4 and scheduled is None:
            raise SystemExit(exit_code)
        return exit_code

    def show(self, flow_run: Any) -> None:
        """Print the summary, and write the report if one is wanted."""
        print_summary(flow_run, sys.stdout)
        sys.stdout.flush()
        if not self.options.report:
            return
        self.report = self.report or self.script.report_path(self.options.report)
        path = self.report
        try:
            say(f"report: {write_report(flow_run, path)}")
        except OSError as error:
            say(f"warning: no report: can't write {path}: {error.strerror or error}")


def executor_of(flow: Any) -> Any:
    """Return the flow's executor, or that of its environment, as 0.x has it."""
    found = getattr(flow.environment, "executor", None)
    return found if flow.executor is None and is_executor(found) else flow.executor


def say_lacking(lacking: list[str]) -> int:
    """Say what workers could not import; the exit code."""
    hint = "install what the script needs (its third line) where the workers run"
    say(f"error: the workers can't load the script: {'; '.join(lacking)}; {hint}")
    return 4


def farewell(stopped: Stopped) -> int:
    """Say that a signal ended the program, and have that done soon; its exit code."""
    logging.disable(logging.CRITICAL)  # what Dask leaves open complains
    say(f"stopped by {stopped}")
    call_later(FAREWELL, end_process, stopped.exit_code)
    return stopped.exit_code
