"""The command line of an emitted script and the environment variables beside it."""

import argparse
import os
import sys
from typing import Any, NoReturn, Optional

from .errors import UsageProblem
from .option_values import (
    as_count,
    as_local_scheduler,
    as_log_level,
    as_progress_mode,
    as_seconds,
)

# The start of the script's own options, whatever options the program has.
OWN = "--flowc-"

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

    `origins` names for each option given the flag or the variable it came from;
    `said` tells whether the command line gives any.
    """

    once: bool
    schedule: bool
    next: Optional[int]
    dry_run: bool
    visualize: Optional[str]
    max_runs: Optional[int]
    flow: Optional[str]
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
    said: bool

    @property
    def needs_cluster(self) -> bool:
        """Whether the flow is to be run, not only looked at."""
        return not (self.next or self.dry_run or self.visualize)


class CommandLine(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {message} (--help shows all options)\n")


def own_arguments(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Split a command line into the script's own options, and those of the program.

    The script's are `--flowc-NAME`, with the value behind those that take one; what
    stands behind `--` is the program's.
    """
    flags = {
        flag: action
        for action in own_parser("", False)._actions
        for flag in action.option_strings
    }
    own: list[str] = []
    others: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--":
            others += [word, *left]
            break
        name, given, _ = word.partition("=")
        if not name.startswith(OWN):
            others.append(word)
            continue
        own.append(word)
        action = flags.get(name)
        if action is not None and action.nargs != 0 and not given and left:
            own.append(left.pop(0))
    return own, others


def parse_options(
    source: str, argv: Optional[list[str]], plain: bool = True
) -> Options:
    """Read the command line (`sys.argv` if None), then the environment.

    Each option is `--flowc-NAME`; where `plain`, `--NAME` too. Ends the process for the
    help, and with exit code 2 for what can't be read.
    """
    parser = own_parser(source, plain)
    options = parser.parse_args(argv, namespace=Options())
    options.said = bool(sys.argv[1:] if argv is None else argv)
    try:
        read_environment(options)
    except UsageProblem as problem:
        parser.error(problem.message)
    return options


def own_parser(source: str, plain: bool) -> CommandLine:
    """The parser of a script's own options."""
    parser = CommandLine(
        prog=os.path.basename(sys.argv[0]) or "flow",
        description=f"Runs the flow of {source} on Dask.",
        epilog="A name in brackets is an environment variable with the same meaning.",
        allow_abbrev=False,
        add_help=False,
    )
    helps = ["-h", *spelled("--help", plain)] if plain else spelled("--help", plain)
    parser.add_argument(*helps, action="help", help="show this help and end")
    add_run_options(parser.add_argument_group("when and with what to run"), plain)
    add_cluster_options(parser.add_argument_group("where to run"), plain)
    output = parser.add_argument_group("how to run and what to write")
    add_all(output, OUTPUT_OPTIONS, plain)
    return parser


def spelled(flag: str, plain: bool) -> list[str]:
    """The ways to write an option: `--once` and `--flowc-once`, or only the latter."""
    own = OWN + flag[2:]
    return [flag, own] if plain else [own]


def add(group: Any, flag: str, plain: bool, **settings: Any) -> None:
    """Add one option, in all its spellings."""
    dest = flag[2:].replace("-", "_")
    group.add_argument(*spelled(flag, plain), dest=dest, **settings)


def options_of_environment(address: Optional[str] = None) -> Options:
    """Options for a run without a command line; UsageProblem for a bad variable."""
    parser = CommandLine(add_help=False)
    add_cluster_options(parser, True)
    add_all(parser, OUTPUT_OPTIONS, True)
    options = parser.parse_args([], namespace=Options())
    options.address = address
    read_environment(options)
    if address:
        options.origins["address"] = "run(address=)"
    return options


def add_run_options(group: Any, plain: bool) -> None:
    """Options that say when to run, and with which values."""
    when = group.add_mutually_exclusive_group()
    add(when, "--once", plain, action="store_true", help="run now, once")
    add(when, "--schedule", plain, action="store_true", help="run on the schedule")
    text = "print the next N run times"
    add(when, "--next", plain, type=as_count, metavar="N", help=text)
    text = "describe the graph only"
    add(when, "--dry-run", plain, action="store_true", help=text)
    add(when, "--visualize", plain, metavar="FILE", help="draw the graph only")
    text = "end the schedule after N runs"
    add(group, "--max-runs", plain, type=as_count, metavar="N", help=text)
    value = {"action": "append", "default": [], "metavar": "NAME=JSON"}
    text = "value of a parameter; what is no JSON is taken as text"
    names = [*spelled("--param", plain), *spelled("--parameter", plain)]
    group.add_argument(*names, dest="param", help=text, **value)
    text = "run the flow of this name, of several that the program makes"
    add(group, "--flow", plain, metavar="NAME", help=text)
    text = "JSON object of parameters"
    add(group, "--param-file", plain, metavar="FILE", help=text)
    add(group, "--context", plain, help="value in prefect.context", **value)


def add_cluster_options(group: Any, plain: bool) -> None:
    """Options that say where to run, and what to check and wait for there."""
    add_all(group.add_mutually_exclusive_group(), PLACE_OPTIONS, plain)
    add_all(group, CLUSTER_OPTIONS, plain)
    text = "refuse to run if any package that Dask compares differs"
    add(group, "--strict-versions", plain, action="store_true", help=text)
    text = "only warn if Dask differs; another Python can't work"
    add(group, "--allow-version-mismatch", plain, action="store_true", help=text)


def add_all(
    group: Any, table: tuple[tuple[str, Any, str, str], ...], plain: bool
) -> None:
    """Add the options of a table, each with its variable's name in its help."""
    for flag, convert, metavar, purpose in table:
        note = f"{purpose} [{variable_of(flag)}]"
        add(group, flag, plain, type=convert, metavar=metavar, help=note)


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
