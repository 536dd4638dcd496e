"""The text of the graph function's lines and of the kernels' tables."""

from collections.abc import Iterable, Sequence

from ..ir.expr import Expr
from ..plan.plan import (
    AddLine,
    ConstantLine,
    GeneratedNames,
    Input,
    KernelStep,
    Line,
    MapLine,
    ParameterLine,
    ReferenceLine,
    SlugPlan,
    Task,
    TextLine,
    Value,
)


def delayed_import(name: str) -> str:
    """The import of `dask.delayed`, by a name that is free."""
    return "from dask import delayed" + (f" as {name}" if name != "delayed" else "")


class Lines:
    """Renders lines; `names` are those of the script's own functions."""

    def __init__(self, names: GeneratedNames, unmapped: str) -> None:
        self.flow = names.flow
        self.delayed = names.delayed
        self.unmapped = unmapped

    def text(self, line: Line) -> str:
        """One line of the graph function, not yet formatted."""
        if isinstance(line, TextLine):
            return line.text
        if isinstance(line, ReferenceLine):
            return f"{self.flow}.reference({list(line.slugs)!r})"
        value = self.value_of(line)
        return f"{line.variable} = {value}" if line.variable else value

    def value_of(self, line: AddLine | MapLine | ParameterLine | ConstantLine) -> str:
        if isinstance(line, ConstantLine):
            return f"{self.flow}.constant({line.value.text})"
        if isinstance(line, ParameterLine):
            return self.parameter(line)
        return self.add(line) if isinstance(line, AddLine) else self.map(line)

    def parameter(self, line: ParameterLine) -> str:
        given = [line.name.text]
        if line.default is not None:
            given.append(f"default={line.default.text}")
        if line.required is not None:
            given.append(f"required={line.required.text}")
        return f"{self.flow}.parameter({', '.join(given)})"

    def add(self, line: AddLine) -> str:
        """`flow.add(delayed(flow.task("f-1", f))(x=a))`"""
        given = [
            (
                self.argument(each.value)
                if line.positional
                else named(each, self.argument(each.value))
            )
            for each in line.inputs
        ]
        if line.upstream:
            waits = ", ".join(map(self.argument, line.upstream))
            given.append(f"upstream_tasks=[{waits}]")
        plain = line.task.method == "task"
        positional = plain and line.positional
        names = [each.name for each in line.inputs] if positional else []
        task = self.task(line.task, names)
        return f"{self.flow}.add({self.delayed}({task})({', '.join(given)}))"

    def argument(self, value: Value) -> str:
        """A value as an argument of a task that is not mapped."""
        if value.unknown:
            return f"{self.flow}.value({value.text})"
        return f"{value.text}.gather()" if value.gather else value.text

    def map(self, line: MapLine) -> str:
        """`flow.map(flow.task("f-1", f), x=xs, y=unmapped(y))`"""
        what = line.what if isinstance(line.what, str) else self.task(line.what)
        given = [named(each, self.mapped(each)) for each in line.inputs]
        if line.upstream:
            waits = ", ".join(map(self.mapped, line.upstream))
            given.append(f"upstream_tasks=[{waits}]")
        return f"{self.flow}.map({', '.join([what, *given])})"

    def mapped(self, given: Input) -> str:
        text = given.value.text
        return f"{self.unmapped}({text})" if given.fixed else text

    def task(self, task: Task, names: Sequence[str] = ()) -> str:
        """A task with its settings; `names` of what it is given by position."""
        function = [task.function] if task.function else []
        given = [self.slug(task.slug), *function, *keywords(task.policy)]
        if names:
            given.append(f"arguments={list(names)!r}")
        return f"{self.flow}.{task.method}({', '.join(given)})"

    def slug(self, slug: SlugPlan) -> str:
        if slug.text is not None:
            return repr(slug.text)
        tags = "" if slug.tags is None else f", {slug.tags.text}"
        return f"{self.flow}.slug({slug.name.text}{tags})"


def named(given: Input, text: str) -> str:
    return f"{given.name}={text}"


def keywords(policy: Iterable[tuple[str, Expr]]) -> list[str]:
    """A task's settings as keyword arguments."""
    return [f"{name}={value.text}" for name, value in policy]


def call(step: KernelStep) -> str:
    """A kernel's plain call of a task; by position, where that does, it is faster."""
    sources = dict(step.inputs)
    leading = step.task.parameters[: len(sources)]
    if sources.keys() == set(leading):
        given = [sources[name] for name in leading]
    else:
        given = [f"{key}={source}" for key, source in step.inputs]
    return f"{step.task.function}({', '.join(given)})"


def table_row(step: KernelStep) -> dict[str, str | dict[str, str]]:
    """A step of a kernel: the items of a dict, their values as expressions."""
    return {
        "slug": repr(step.task.slug.text),
        "task": step.task.function,
        "inputs": {key: repr(source) for key, source in step.inputs},
        "out": repr(step.result),
        **{name: value.text for name, value in step.task.policy},
    }
