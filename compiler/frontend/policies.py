"""What a task's decorator says of each call: the slug and the settings."""

from dataclasses import dataclass

from ..ir.expr import Expr
from ..ir.flow import Policy, Slug
from .drafts import Drafts
from .expressions import Expressions
from .findings import Findings
from .module import TaskDef
from .syntax import literal

_POLICY = (
    "max_retries",
    "retry_delay",
    "retry_on",
    "timeout",
    "trigger",
    "skip_on_upstream_skip",
    "cache_for",
    "cache_validator",
    "cache_key",
    "checkpoint",
    "result",
    "target",
    "state_handlers",
    "on_failure",
    "log_stdout",
    "tags",
    "task_run_name",
)
# A setting with one of these values is the default, or has no effect.
_NOTHING: tuple[object, ...] = (None, False, 0, [], ())


@dataclass(frozen=True)
class Policies:
    """Reads the decorators' keywords for the calls of one block."""

    expressions: Expressions
    drafts: Drafts
    findings: Findings

    def slug_of(self, task: TaskDef) -> Slug:
        span = self.findings.spans.of(task.definition.name)
        tags = self.keyword(task, "tags")
        fixed = self.keyword(task, "slug")
        if fixed is not None:
            return self.copied(fixed, tags, task)
        name = self.keyword(task, "name") or Expr(repr(task.title), value=task.title)
        return self.drafts.slug(name, tags, span)

    def copied(self, fixed: Expr, tags: Expr | None, task: TaskDef) -> Slug:
        """A call copies the task, and its slug gets `-copy` (case 171)."""
        if not isinstance(fixed.value, str):
            help = "write the slug as a string"
            node = task.keywords["slug"]
            self.findings.say("FLC102", "a slug has to be a literal", node, help=help)
        text = f"{fixed.value}-copy"
        span = self.findings.spans.of(task.definition.name)
        if text in self.drafts.slugs:
            message = f'A task with the slug "{text}" already exists in this flow.'
            help = "give a task a slug only where it is called once"
            self.findings.say("FLC216", message, task.decorator, help=help)
        name = self.keyword(task, "name") or Expr(repr(task.title), value=task.title)
        return self.drafts.fixed(text, name, tags, span)

    def keyword(self, task: TaskDef, name: str) -> Expr | None:
        node = task.keywords.get(name)
        return self.expressions.expr(node) if node is not None else None

    def policy(self, task: TaskDef, name: Expr) -> Policy:
        """The settings of a task that say how it runs, defaults left out."""
        items = [("name", name)] if name.value != task.name else []
        for key in _POLICY:
            value = self.keyword(task, key)
            matters = key in ("skip_on_upstream_skip", "checkpoint", "max_retries")
            if value is not None and (matters or value.value not in _NOTHING):
                items.append((key, value))
        return Policy(tuple(items))

    def nout(self, task: TaskDef) -> int | None:
        number = literal(task.keywords.get("nout"))
        return number if isinstance(number, int) else task.returns
