"""`flowc compile`: a flow file to scripts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .report import exit_code, print_json, print_out, print_text
from .settings import Settings, source_roots, verbosity

if TYPE_CHECKING:
    from .delivery import Delivery, Request
    from .front import Compiled


RUNTIMES = ("inline", "file", "import")


@click.command("compile")
@click.argument("source", metavar="SRC")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default="-",
    help='The script to write, or the folder with --all-flows; "-" prints it.',
)
@click.option("--flow", metavar="NAME", help="The flow's variable or name.")
@click.option(
    "--with",
    "others",
    metavar="FILE",
    multiple=True,
    help="A file with flows that the flow starts; may be given several times.",
)
@click.option("--all-flows", is_flag=True, help="Write one script for each flow.")
@click.option(
    "--runtime",
    type=click.Choice(RUNTIMES),
    help="Carry flowc's runtime in the script (default), have it in flowc_runtime.py "
    "beside the script, or import an installed flowc.",
)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit 1 if OUT is not up to date."
)
@click.option("--no-fuse", is_flag=True, help="Give every task nodes of its own.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@click.option("--force", is_flag=True, help="Overwrite what flowc did not write.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print diagnostics.",
)
@source_roots
@verbosity
@click.pass_obj
def compile_(
    settings: Settings,
    source: str,
    output: str,
    flow: str | None,
    others: tuple[str, ...],
    all_flows: bool,
    runtime: str | None,
    check: bool,
    no_fuse: bool,
    diff: bool,
    force: bool,
    strict: bool,
    format_: str,
) -> int:
    """Compile a flow of SRC to a Dask script.

    The script is printed, or written to OUT. A file that flowc did not write, or
    that was edited by hand, is overwritten only with --force.
    """
    from ..driver import Options, runtime_script
    from .delivery import Request, deliver
    from .front import compile_file

    runtime = runtime or _runtime_of_project(source)
    request = Request(source, output, all_flows, check, diff, force)
    _refuse_nonsense(request, flow)
    if runtime == "file" and output == "-":
        raise click.UsageError("--runtime file needs -o OUT")
    roots = settings.source_roots
    options = Options(flow, all_flows, runtime, source_roots=roots, fuse=not no_fuse)
    compiled = compile_file(source, options, strict, others)
    scripts = compiled.scripts
    shared = (runtime_script(),) if scripts and runtime == "file" else ()
    delivery = deliver((*scripts, *shared), request)
    if format_ == "json":
        return _answer_json(compiled, delivery, request)
    return _answer_text(compiled, delivery, settings)


def _runtime_of_project(source: str) -> str:
    """Return what the project's pyproject.toml says of the runtime, else "inline"."""
    from ..project.roots import own_setting

    found = own_setting(Path(source), "runtime") if source != "-" else None
    if found is not None and found not in RUNTIMES:
        known = ", ".join(RUNTIMES)
        message = f"[tool.flowc] runtime = {found!r} in pyproject.toml: use {known}"
        raise click.UsageError(message)
    return found or RUNTIMES[0]


def _refuse_nonsense(request: Request, flow: str | None) -> None:
    """Options that contradict one another, and an OUT that can't be meant."""
    if flow is not None and request.all_flows:
        raise click.UsageError("--flow and --all-flows exclude each other")
    if request.output != "-":
        return _refuse_output(request)
    for name in ("all_flows", "check", "diff"):
        if getattr(request, name):
            option = name.replace("_", "-")
            raise click.UsageError(f"--{option} needs -o OUT")


def _refuse_output(request: Request) -> None:
    from ..output import same_file

    output, path = request.output, Path(request.output)
    is_folder = path.is_dir() or output.endswith(os.sep)
    if request.all_flows and path.exists() and not path.is_dir():
        raise click.UsageError(f"{output} is not a folder, as --all-flows needs")
    if is_folder and not request.all_flows:
        raise click.UsageError(f"{output} is a folder; name a file, or use --all-flows")
    if request.source != "-" and same_file(Path(request.source), path):
        raise click.UsageError(f"{output} is the source itself")


def _answer_text(compiled: Compiled, delivery: Delivery, settings: Settings) -> int:
    found = compiled.diagnostics + delivery.diagnostics
    print_out(delivery.printed)
    print_text(found, compiled.texts, settings)
    if not settings.quiet:
        for line in delivery.said:
            click.echo(line, err=True)
    return max(exit_code(found), delivery.exit_code)


def _answer_json(compiled: Compiled, delivery: Delivery, request: Request) -> int:
    from .delivery import as_objects

    found = compiled.diagnostics + delivery.diagnostics
    code = max(exit_code(found), delivery.exit_code)
    scripts = as_objects(compiled.scripts, delivery, request)
    print_json(found, code, scripts=scripts)
    return code
