"""Puts a script together: ordered sections of text, rendered by templates."""

import jinja2

from ..ir.binding import KEY_FUNCTIONS, Binding
from ..ir.code import CodeKind
from ..ir.expr import free_name
from ..plan.naming import own_names
from ..plan.pieces import KEY_VALUES
from ..plan.plan import KernelPlan, ParameterLine, Plan
from .formatting import Pieces, formatted_body
from .indent import indented
from .lines import Lines, call, table_row
from .runtime_text import (
    LOADER_END,
    RUNTIME_FILE,
    import_line,
    renamed,
    renames,
    runtime_module,
)
from .templates import environment
from .texts import (
    body,
    entry_lines,
    joined,
    line_numbers,
    other_files,
    sections,
    shown_files,
    tidied,
)

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
        "RunnableFlow",
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
        script = self.template("script.py.j2").render(
            plan=self.plan,
            title=self.title(),
            imports=self.imports(),
            loader=self.loader(),
            sections=sections(self.plan.code, self.plan.source),
            others=shown_files(self.plan.code),
            own_docstring=self.plan.settings.docstring,
            kernels=[self.kernel(kernel) for kernel in self.plan.kernels],
            guests=[self.guest(*guest) for guest in self.plan.guests],
            bindings=self.bindings(),
            graph=self.recorded() if self.plan.recorded else self.graph(),
            program=self.program(),
            inspection=self.inspection(),
            runtime=self.runtime.text if self.inline else "",
            text_name=free_name("FLOWC_RUNTIME", self.plan.taken),
        )
        return tidied(script)

    def template(self, name: str) -> jinja2.Template:
        return self.templates.get_template(name)

    def title(self) -> str:
        """The flow's name for the docstring, or the text that makes it."""
        name = self.plan.title
        return name.value if isinstance(name.value, str) else name.text

    def imports(self) -> str:
        """The user's imports, those from `__future__` first, and dask's.

        Several modules may have the same ones.
        """
        imports = dict.fromkeys((each.kind, each.text) for each in self.plan.imports)
        future = [text for kind, text in imports if kind is CodeKind.FUTURE]
        others = [text for kind, text in imports if kind is CodeKind.IMPORT]
        name = self.plan.names.delayed
        own = "from dask import delayed" + (f" as {name}" if name != "delayed" else "")
        own_line = "" if self.plan.recorded else own + "\n"
        blank = ["\n"]
        parts = [*future, *(blank if future else []), *others]
        return "".join([*parts, *(blank if others else []), own_line])

    def loader(self) -> str:
        """What gives the script its runtime, and the names that it uses of it."""
        home = "flowc.runtime" if self.how == "import" else self.runtime.name
        aliases = [(b.text, b.name) for b in self.plan.bindings if b.is_symbol]
        spelled = [(symbol, self.spelled(symbol)) for symbol in self.plan.symbols]
        line = import_line(home, [*spelled, *aliases])
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

    def inspection(self) -> str:
        """The statements of the source behind the run, word for word, as a function."""
        found = self.plan.settings.inspection
        if found is None:
            return ""
        lines = [indented(text) for text in found.texts]
        return self.template("inspect.py.j2").render(
            plan=self.plan, lines=lines, TaskKey=self.spelled("TaskKey")
        )

    def recorded(self) -> str:
        """The graph function of a flow whose own Python builds it, word for word."""
        return self.template("recorded.py.j2").render(
            plan=self.plan,
            title=self.title(),
            lines=[indented(self.lines.text(line)) for line in self.plan.lines],
            nodes_of_flow=self.spelled("nodes_of_flow"),
            adopted=self.spelled("adopted"),
        )

    def parameters(self, pieces: Pieces) -> str:
        """The flow's parameters by their names, each with whether it is required; ""
        where it has none, or only the run can tell."""
        lines = [each for each in self.plan.lines if isinstance(each, ParameterLine)]
        if self.plan.recorded or not all(each.name.known for each in lines):
            return ""
        items = [(str(each.name.value), each.must_be_given) for each in lines]
        return pieces.numbers("parameters", items) if items else ""

    def guest(self, function: str, plan: Plan) -> str:
        """A flow of another file: its code as the inside of a function of its own."""
        imports = "".join(c.text for c in plan.imports if c.kind is CodeKind.IMPORT)
        bound = "\n".join(
            map(
                self.bound, (b for b in plan.bindings if b.name != self.spelled(b.text))
            )
        )
        parts = [imports, bound, joined(plan.code)]
        return self.template("guest.py.j2").render(
            plan=plan,
            function=function,
            parts=[indented(part).rstrip() for part in parts if part.strip()],
            lines=[indented(self.lines.text(line)) for line in plan.lines],
        )

    def bound(self, binding: Binding) -> str:
        return f"{binding.name} = {renamed(binding.text, self.renames).strip()}"

    def bindings(self) -> str:
        """The names that the source imports from prefect, each given its stand-in."""
        found = [self.bound(each) for each in self.plan.bindings if not each.is_symbol]
        pieces = Pieces()
        return pieces.formatted("".join(pieces.statement(f, 0) + "\n" for f in found))

    def program(self) -> str:
        plan, settings, pieces = self.plan, self.plan.settings, Pieces()
        before = ("schedule", "parameters", "context")
        guarded = entry_lines(settings.entry, ("executor",), but=before)
        others = [*plan.children, *(f"{name}()" for name, _ in plan.guests)]
        text = self.template("program.py.j2").render(
            plan=plan,
            name=pieces.value(plan.title.text),
            source=pieces.value(repr(plan.source)),
            line_numbers=pieces.numbers("lines", line_numbers(plan.code)),
            elsewhere=[
                pieces.numbers(file, line_numbers(plan.code, file), 8)
                for file in other_files(plan.code)
            ],
            parameters=self.parameters(pieces),
            scheduled=settings.scheduled,
            unsettled=plan.unsettled,
            key_values=KEY_VALUES in plan.symbols and self.spelled(KEY_VALUES),
            context=any(NEEDS_CONTEXT & each.symbols for each in plan.bindings),
            declared=[
                (
                    name,
                    getattr(plan.names, name),
                    [pieces.statement(line) for line in body(setting)],
                )
                for name, setting in settings.declared.items()
            ],
            entry=[
                pieces.statement(line)
                for line in (*settings.before, *entry_lines(settings.entry, before))
            ],
            guarded=[pieces.statement(line, 12) for line in guarded],
            started=pieces.statement(f"return [{', '.join(others)}]"),
            inspected=settings.inspection is not None,
            Program=self.spelled("Program"),
            run_flow=self.spelled("run_flow"),
        )
        return pieces.formatted(text)
