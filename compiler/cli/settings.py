"""What `-v`, `-q` and `--source-root` set."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Settings:
    """How much to say, and where projects have their modules; one object for a whole
    run of the command."""

    verbose: bool = False
    quiet: bool = False
    source_roots: tuple[Path, ...] = ()


def verbosity(command: Command) -> Command:
    """Give a command `-v` and `-q`."""
    options = (
        ("verbose", "Say more; show the traceback of a bug in flowc."),
        ("quiet", "Print errors only."),
    )
    for name, text in options:
        command = click.option(
            f"-{name[0]}",
            f"--{name}",
            is_flag=True,
            expose_value=False,
            is_eager=True,
            help=text,
            callback=_remember,
        )(command)
    return command


def _remember(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    settings = context.ensure_object(Settings)
    if value and parameter.name:
        setattr(settings, parameter.name, True)


def source_roots(command: Command) -> Command:
    """Give a command `--source-root`."""
    return click.option(
        "--source-root",
        "source_roots",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        multiple=True,
        expose_value=False,
        help="A folder below which the project's modules lie; may be repeated.",
        callback=_remember_roots,
    )(command)


def _remember_roots(
    context: click.Context, parameter: click.Parameter, value: tuple[Path, ...]
) -> None:
    context.ensure_object(Settings).source_roots = value
