"""What `-v` and `-q` set, on the group or on any command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Settings:
    """How much to say; one object for a whole run of the command."""

    verbose: bool = False
    quiet: bool = False


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
