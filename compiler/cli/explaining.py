"""`flowc explain`: what a code means and what to write instead."""

import click

from ..diagnostics.explain import explain, suggestions
from .report import print_out
from .settings import verbosity


@click.command("explain")
@click.argument("code")
@verbosity
def explain_(code: str) -> int:
    """Explain a diagnostic's CODE, such as FLC004."""
    page = explain(code)
    if page is None:
        close = suggestions(code)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        raise click.UsageError(f"there is no code {code!r}{hint}")
    print_out(page)
    return 0
