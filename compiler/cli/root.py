"""The group of commands."""

import click

from ..version import VERSION
from .analyze import analyze
from .check import check
from .compiling import compile_
from .explaining import explain_
from .graph import graph
from .running import run
from .settings import verbosity


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="flowc", message="%(prog)s %(version)s")
@verbosity
def flowc() -> None:
    """Compile Prefect 0.x/1.x flow files to plain Dask scripts.

    A flow file is read, never imported or run. SRC and OUT may be "-" for standard
    input and output.

    Exit codes: 0 fine, 1 the flow has errors or a check found a difference,
    2 usage, 3 a bug in flowc.
    """


for command in (compile_, check, graph, run, analyze, explain_):
    flowc.add_command(command)
