"""Puts a script together: ordered sections of text, rendered by templates."""

import jinja2

from ..ir.binding import KEY_FUNCTIONS, Binding
from ..ir.expr import free_name
from ..plan.naming import own_names
from ..plan.pieces import KEY_VALUES
from ..plan.plan import KernelPlan, ParameterLine, Plan
from .formatting import Pieces, formatted_body
from .indent import indented
from .lines import Lines, call, delayed_import, table_row
from .runtime_text import (
    LOADER_END,
    RUNTIME_FILE,
    import_line,
    renamed,
    renames,
    runtime_module,
)
from .templates import environment
from .texts import joined, lines_text, sections, shown_files, tidied

ARTIFACT_FUNCTIONS = frozenset(
    {
        "put_link",
        "put_markdown",
        "replace_link",
        "replace_markdown",
        "take_back_artifact",
    }
)
# Stand-ins that look at the context of the run while a task runs.
NEEDS_CONTEXT = frozenset(
    {
        "RunContext",
        "PlainContext",
        "Secret",
        "Unavailable",
        "create_flow_run",
        "wait_for_flow_run",
        "get_task_run_result",
        "PrefectClient",
        "FlowRunView",
        "RenameFlowRun",
        *ARTIFACT_FUNCTIONS,
        *KEY_FUNCTIONS,
    }
)


def emit(plan: Plan, runtime: str = "inline") -> str:
    """Return the script's text, but for its header.

    `runtime` says how it has the runtime: "inline" (as a text at its end), "file"
    (flowc_runtime.py beside it) or "import" (an installed flowc).
    """
    return _Emitter(plan, runtime).text()


class _Emitter:
    def __init__(self, plan: Plan, runtime: str) -> None:
        self.plan = plan
        self.templates = environment()
        self.how = runtime
        self.inline = runtime == "inline"
        bound = {symbol for each in plan.bindings for symbol in each.symbols}
        self.runtime = runtime_module(plan.symbols | bound if self.inline else None)
        taken = plan.taken | frozenset(own_names(plan.names))
        taken |= {kernel.function for kernel in plan.kernels}
        taken -= {each.name for each in plan.bindings if each.name == each.text}
        self.renames = renames(plan.symbols, taken | plan.spoken)
        self.lines = Lines(plan.names, self.spelled("unmapped"))

    def spelled(self, symbol: str) -> str:
        """What the script calls a symbol of the runtime."""
        return self.renames.get(symbol, symbol)

    def text(self) -> str:
        plan = self.plan
        script = self.template("script.py.j2").render(
            plan=plan,
            title=self.title(),
            future="".join(each.text.lstrip("\n") for each in plan.future),
            loader=self.loader(),
            bindings=self.bindings(),
            opening=self.opening(),
            before=sections(plan.before, plan.source),
            after=sections(plan.after, plan.source),
            others=shown_files(plan.code),
            kernels=[self.kernel(kernel) for kernel in plan.kernels],
            graph="" if plan.recorded else self.graph(),
            made="" if plan.recorded else self.made(),
            guests=[self.guest(*guest) for guest in plan.guests],
            runtime=self.runtime.text if self.inline else "",
            text_name=free_name("FLOWC_RUNTIME", plan.taken),
            places=lines_text(plan.code, plan.source),
            places_name=free_name("FLOWC_LINES", plan.taken),
        )
        return tidied(script)

    def template(self, name: str) -> jinja2.Template:
        return self.templates.get_template(name)

    def title(self) -> str:
        """The flow's name for the docstring, or the text that makes it."""
        name = self.plan.title
        return name.value if isinstance(name.value, str) else name.text

    def loader(self) -> str:
        """What gives the script its runtime, and the names that it uses of it."""
        home = "flowc.runtime" if self.how == "import" else self.runtime.name
        aliases = [(b.text, b.name) for b in self.plan.bindings if b.is_symbol]
        spelled = [(symbol, self.spelled(symbol)) for symbol in self.plan.symbols]
        line = import_line(home, [*spelled, *aliases])
        name = self.plan.names.delayed
        if not self.plan.recorded:
            line = f"{delayed_import(name)}\n\n{line}"
        return self.template("loader.py.j2").render(
            how=self.how,
            name=self.runtime.name,
            file=RUNTIME_FILE,
            mark=LOADER_END,
            load=free_name("load_runtime", self.plan.taken),
            line=line,
        )

    def kernel(self, kernel: KernelPlan) -> str:
        *first, last = kernel.steps
        results = [f"`{step.result}`" for step in kernel.steps]
        pieces = Pieces()
        text = self.template("kernel.py.j2").render(
            kernel=kernel,
            described=f"{', '.join(results[:-1])} and {results[-1]}",
            assigned=[
                pieces.statement(f"{step.result} = {call(step)}") for step in first
            ],
            returned=pieces.statement(f"return {call(last)}"),
            rows=[pieces.mapping(table_row(step)) for step in kernel.steps],
        )
        return pieces.formatted(text)

    def graph(self) -> str:
        return formatted_body(
            [self.lines.text(line) for line in self.plan.lines],
            lambda lines: self.template("graph.py.j2").render(
                plan=self.plan, title=self.title(), lines=lines
            ),
        )

    def opening(self) -> str:
        """What tells the runtime of the script, before its program begins."""
        program, pieces = self.plan.program, Pieces()
        symbols = {each for b in self.plan.bindings for each in b.symbols}
        starts = program.starts or bool(self.plan.guests)
        facts = {
            "reads_arguments": program.reads_arguments,
            "runs": program.runs,
            "looks": program.runs and program.looks,
            "context": bool(NEEDS_CONTEXT & symbols) or program.tasks_run or starts,
            "starts": starts,
        }
        given = [f"{name}=True" for name, so in facts.items() if so]
        if KEY_VALUES in self.plan.symbols:
            given.append(f"key_values={self.spelled(KEY_VALUES)}")
        named = ", ".join(["__name__", repr(self.plan.source), *given])
        return pieces.formatted(
            pieces.statement(f"__flowc__ = {self.spelled('Script')}({named})", 0)
        )

    def made(self) -> str:
        """The flow as an object, and its tasks that the program speaks of."""
        plan, pieces = self.plan, Pieces()
        given = [plan.names.graph, plan.made_with.strip().rstrip(",")]
        known = self.parameters()
        given += [f"given={known!r}"] if known is not None else []
        text = ", ".join(each for each in given if each)
        lines = [f"{plan.variable} = {self.spelled(plan.made_by)}({text})"]
        lines += [f"{name} = {plan.variable}[{slug!r}]" for name, slug in plan.results]
        return pieces.formatted(
            "".join(f"{pieces.statement(line, 0)}\n" for line in lines)
        )

    def parameters(self) -> dict[str, bool] | None:
        """The flow's parameters by their names, each with whether it is required; None
        where only the run can tell."""
        lines = [each for each in self.plan.lines if isinstance(each, ParameterLine)]
        if not all(each.name.known for each in lines):
            return None
        return {str(each.name.value): each.must_be_given for each in lines}

    def guest(self, function: str, plan: Plan) -> str:
        """A flow of another file: its code as the inside of a function of its own."""
        bound = "\n".join(
            map(
                self.bound, (b for b in plan.bindings if b.name != self.spelled(b.text))
            )
        )
        parts = [bound, joined(plan.code)]
        return self.template("guest.py.j2").render(
            plan=plan,
            function=function,
            parts=[indented(part).rstrip() for part in parts if part.strip()],
        )

    def bound(self, binding: Binding) -> str:
        return f"{binding.name} = {renamed(binding.text, self.renames).strip()}"

    def bindings(self) -> str:
        """The names that the source imports from prefect, each given its stand-in."""
        found = [self.bound(each) for each in self.plan.bindings if not each.is_symbol]
        pieces = Pieces()
        return pieces.formatted("".join(pieces.statement(f, 0) + "\n" for f in found))
