"""`flowc analyze`: how every flow below some folders compiles, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .progress import Progress
from .report import print_out
from .settings import Settings, source_roots, verbosity

if TYPE_CHECKING:
    from ..estate.analysis import Request
    from ..estate.rows import Estate


@click.command()
@click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, readable=False),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "md"]),
    default="text",
    help="How to print what was found.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes; as many as there are processors if not given.",
)
@click.option(
    "--timeout",
    metavar="S",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    help="Seconds after which a file is given up; 60 if not given.",
)
@click.option("--strict", is_flag=True, help="Exit 1 if any flow is refused.")
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Say on standard error how far it is; on a terminal if not given.",
)
@source_roots
@verbosity
@click.pass_obj
def analyze(
    settings: Settings,
    paths: tuple[str, ...],
    format_: str,
    jobs: int | None,
    timeout: float,
    strict: bool,
    progress: bool | None,
) -> int:
    """Tell how every flow compiles that is in a PATH or below it, and write nothing.

    Folders are searched for files of Python and Jupyter notebooks; hidden folders,
    environments and what builds have made are left out. A file that can't be read, or
    takes too long, is told as refused, and the others go on.
    """
    from ..estate.analysis import Request
    from ..estate.rows import Outcome

    request = Request(paths, jobs, timeout, settings.source_roots)
    estate = _watched(request, Progress(False if settings.quiet else progress))
    print_out(_rendered(estate, format_))
    refused = any(row.outcome is Outcome.REFUSED for row in estate.rows)
    return int(strict and refused)


def _watched(request: Request, progress: Progress) -> Estate:
    from ..estate.analysis import analyze as analyzed

    try:
        return analyzed(request, progress)
    finally:
        progress.end()


def _rendered(estate: Estate, format_: str) -> str:
    from ..estate.as_csv import as_csv
    from ..estate.as_json import as_json
    from ..estate.as_markdown import as_markdown
    from ..estate.as_text import as_text

    renderers = {"text": as_text, "json": as_json, "csv": as_csv, "md": as_markdown}
    return renderers[format_](estate)
