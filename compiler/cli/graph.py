"""`flowc graph`: the flow as flowc understands it, after its passes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .report import exit_code, print_out, print_text
from .settings import Settings, source_roots, verbosity

if TYPE_CHECKING:
    from ..ir.flow import Flow


@click.command()
@click.argument("source", metavar="SRC")
@click.option("--flow", metavar="NAME", help="The flow's variable or name.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "mermaid", "dot", "json"]),
    default="text",
    help="How to draw the graph.",
)
@source_roots
@verbosity
@click.pass_obj
def graph(settings: Settings, source: str, flow: str | None, format_: str) -> int:
    """Print the graph of each flow in SRC, or of one of them."""
    from ..driver import Options
    from .front import compile_file

    roots = settings.source_roots
    options = Options(flow=flow, all_flows=flow is None, source_roots=roots)
    compiled = compile_file(source, options)
    print_text(compiled.diagnostics, compiled.texts, settings)
    if compiled.flows:
        print_out(_drawn(compiled.flows, format_))
    return exit_code(compiled.diagnostics)


def _drawn(flows: tuple[Flow, ...], format_: str) -> str:
    """One flow as it is; several one after another, or as a JSON list.

    Mermaid draws one chart a text: several are fenced, as Markdown has them.
    """
    from ..ir.show import render

    drawings = [render(flow, format_).rstrip("\n") for flow in flows]
    if format_ == "json" and len(drawings) > 1:
        listed = [json.loads(each) for each in drawings]
        drawings = [json.dumps(listed, indent=2)]
    if format_ == "mermaid" and len(drawings) > 1:
        drawings = [f"```mermaid\n{each}\n```" for each in drawings]
    return "\n\n".join(drawings) + "\n"
