"""`flowc check`: what is wrong with flow files, and nothing else."""

import click

from ..diagnostics import Diagnostic
from .report import exit_code, print_json, print_text
from .settings import Settings, source_roots, verbosity


@click.command()
@click.argument("sources", metavar="SRC...", nargs=-1, required=True)
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
def check(
    settings: Settings, sources: tuple[str, ...], strict: bool, format_: str
) -> int:
    """Report what is wrong with every flow of each SRC, and write nothing."""
    from ..driver import Options
    from .front import compile_file

    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    options = Options(all_flows=True, source_roots=settings.source_roots)
    for source in sources:
        compiled = compile_file(source, options, strict)
        found.extend(compiled.diagnostics)
        texts.update(compiled.texts)
    code = exit_code(found)
    if format_ == "json":
        print_json(found, code, files=list(sources))
    else:
        print_text(found, texts, settings)
    return code
