"""Loads the templates: the shape of a script."""

from functools import cache
from pathlib import Path

import jinja2

from .comments import comment_text, docstring_text, literal
from .indent import indented


def bare(text: str) -> str:
    """Return a part of a script without the line ends around it: the template says how
    far parts stand apart."""
    return text.strip("\n")


@cache
def environment() -> jinja2.Environment:
    """The environment in which templates ask, and never compute."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parents[2] / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    templates.filters["indented"] = indented
    templates.filters["comment"] = comment_text
    templates.filters["docstring"] = docstring_text
    templates.filters["literal"] = literal
    templates.filters["bare"] = bare
    return templates
