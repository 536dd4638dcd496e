"""The command line of an emitted script and the environment variables beside it."""

import argparse
import os
import sys
from typing import Any, NoReturn, Optional

from .convert import (
    as_count,
    as_local_scheduler,
    as_log_level,
    as_progress_mode,
    as_seconds,
)
from .problems import UsageProblem

# Options that may stand in the environment as well: --tls-ca as FLOWC_TLS_CA.
PLACE_OPTIONS = (
    ("--address", str, "URL", "the scheduler, as tcp://host:8786"),
    ("--scheduler-file", str, "FILE", "the file that the scheduler wrote"),
    (
        "--local",
        as_local_scheduler,
        "threads|sync",
        "in this process, without a cluster",
    ),
)
CLUSTER_OPTIONS = (
    ("--tls-ca", str, "FILE", "certificate of the cluster's authority"),
    ("--tls-cert", str, "FILE", "certificate of this client"),
    ("--tls-key", str, "FILE", "key of this client"),
    (
        "--connect-timeout",
        as_seconds,
        "S",
        "seconds to reach the scheduler (Dask's: 30)",
    ),
    ("--wait-workers", as_count, "N", "workers to wait for (1)"),
    ("--wait-timeout", as_seconds, "S", "seconds to wait for workers (60)"),
)
OUTPUT_OPTIONS = (
    ("--chunks", as_count, "N", "chunks of each map (from the cluster's threads)"),
    ("--report", str, "FILE", "write a JSON report; {run_id} and {flow} are filled in"),
    ("--performance-report", str, "FILE", "write Dask's own report of the run"),
    ("--progress", as_progress_mode, "auto|bar|log|none", "how progress is shown"),
    ("--log-level", as_log_level, "LEVEL", "of the flow's log (INFO)"),
)


class Options(argparse.Namespace):
    """What the command line and the environment ask for; None where neither does.

    `origins` names for each option given the flag or the variable it came from.
    """

    once: bool
    schedule: bool
    next: Optional[int]
    dry_run: bool
    visualize: Optional[str]
    max_runs: Optional[int]
    param: list[str]
    param_file: Optional[str]
    context: list[str]
    address: Optional[str]
    scheduler_file: Optional[str]
    local: Optional[str]
    tls_ca: Optional[str]
    tls_cert: Optional[str]
    tls_key: Optional[str]
    connect_timeout: Optional[float]
    wait_workers: Optional[int]
    wait_timeout: Optional[float]
    strict_versions: bool
    allow_version_mismatch: bool
    chunks: Optional[int]
    report: Optional[str]
    performance_report: Optional[str]
    progress: Optional[str]
    log_level: Optional[str]
    origins: dict[str, str]

    @property
    def needs_cluster(self) -> bool:
        """Whether the flow is to be run, not only looked at."""
        return not (self.next or self.dry_run or self.visualize)


class CommandLine(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {message} (--help shows all options)\n")


def parse_options(flow_name: str, argv: Optional[list[str]]) -> Options:
    """Read the command line (`sys.argv` if None), then the environment.

    Ends the process for `--help`, and with exit code 2 for what can't be read.
    """
    parser = CommandLine(
        prog=os.path.basename(sys.argv[0]) or "flow",
        description=f'Runs the flow "{flow_name}" on Dask.',
        epilog="A name in brackets is an environment variable with the same meaning.",
        allow_abbrev=False,
    )
    add_run_options(parser.add_argument_group("when and with what to run"))
    add_cluster_options(parser.add_argument_group("where to run"))
    output = parser.add_argument_group("how to run and what to write")
    add_all(output, OUTPUT_OPTIONS)
    options = parser.parse_args(argv, namespace=Options())
    try:
        read_environment(options)
    except UsageProblem as problem:
        parser.error(problem.message)
    return options


def options_of_environment(address: Optional[str] = None) -> Options:
    """Options for a run without a command line; UsageProblem for a bad variable."""
    parser = CommandLine(add_help=False)
    add_cluster_options(parser)
    add_all(parser, OUTPUT_OPTIONS)
    options = parser.parse_args([], namespace=Options())
    options.address = address
    read_environment(options)
    if address:
        options.origins["address"] = "run(address=)"
    return options


def add_run_options(group: Any) -> None:
    """Options that say when to run, and with which values."""
    when = group.add_mutually_exclusive_group()
    when.add_argument("--once", action="store_true", help="run now, once")
    when.add_argument("--schedule", action="store_true", help="run on the schedule")
    when.add_argument(
        "--next", type=as_count, metavar="N", help="print the next N run times"
    )
    when.add_argument("--dry-run", action="store_true", help="describe the graph only")
    when.add_argument("--visualize", metavar="FILE", help="draw the graph only")
    group.add_argument(
        "--max-runs", type=as_count, metavar="N", help="end the schedule after N runs"
    )
    value = {"action": "append", "default": [], "metavar": "NAME=JSON"}
    text = "value of a parameter; what is no JSON is taken as text"
    group.add_argument("--param", "--parameter", help=text, **value)
    group.add_argument("--param-file", metavar="FILE", help="JSON object of parameters")
    group.add_argument("--context", help="value in prefect.context", **value)


def add_cluster_options(group: Any) -> None:
    """Options that say where to run, and what to check and wait for there."""
    add_all(group.add_mutually_exclusive_group(), PLACE_OPTIONS)
    add_all(group, CLUSTER_OPTIONS)
    group.add_argument(
        "--strict-versions",
        action="store_true",
        help="refuse to run if any package that Dask compares differs",
    )
    group.add_argument(
        "--allow-version-mismatch",
        action="store_true",
        help="only warn if Dask differs; another Python can't work",
    )


def add_all(group: Any, table: tuple[tuple[str, Any, str, str], ...]) -> None:
    """Add the options of a table, each with its variable's name in its help."""
    for flag, convert, metavar, purpose in table:
        note = f"{purpose} [{variable_of(flag)}]"
        group.add_argument(flag, type=convert, metavar=metavar, help=note)


def read_environment(options: Options) -> None:
    """Give options that the command line left open the value of their variable."""
    options.origins = {}
    for flag, convert, _, _ in PLACE_OPTIONS + CLUSTER_OPTIONS + OUTPUT_OPTIONS:
        dest, variable = flag[2:].replace("-", "_"), variable_of(flag)
        if getattr(options, dest) is not None:
            options.origins[dest] = flag
        elif os.environ.get(variable):
            options.origins[dest] = f"the environment variable {variable}"
            try:
                setattr(options, dest, convert(os.environ[variable]))
            except argparse.ArgumentTypeError as problem:
                message = f"environment variable {variable}: {problem}"
                raise UsageProblem(message) from None


def variable_of(flag: str) -> str:
    """The environment variable of an option: FLOWC_TLS_CA for --tls-ca."""
    return "FLOWC_" + flag[2:].replace("-", "_").upper()
