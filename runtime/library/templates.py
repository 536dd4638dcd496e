"""Tasks that fill in templates: `StringFormatter` and `JinjaTemplate`."""

import importlib
from typing import Any, Optional

from ..authoring.function_tasks import attribute_defaults
from ..authoring.tasks import Task
from ..context.context import context_values


class StringFormatter(Task):
    """A template for `str.format`, with the call's arguments and the context (176)."""

    def __init__(self, template: Optional[str] = None, **named: Any) -> None:
        self.template = template or ""
        super().__init__(**named)

    def run(self, template: Optional[str] = None, **format_kwargs: Any) -> str:
        text = self.template if template is None else template
        return text.format(**{**context_values(), **format_kwargs})


class JinjaTemplate(Task):
    """A template of Jinja2, with the call's arguments and the context."""

    def __init__(self, template: Optional[str] = None, **named: Any) -> None:
        self.template = template or ""
        super().__init__(**named)

    @attribute_defaults("template")
    def run(self, template: Optional[str] = None, **format_kwargs: Any) -> str:
        try:
            jinja2: Any = importlib.import_module("jinja2")
        except ImportError as error:
            raise ImportError(
                "JinjaTemplate needs the package jinja2: pip install jinja2 on the "
                "workers"
            ) from error
        text: str = jinja2.Template(template).render(
            **{**context_values(), **format_kwargs}
        )
        return text
