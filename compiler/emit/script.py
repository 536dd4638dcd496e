"""Puts a script together: ordered sections of text, rendered by templates."""

from collections.abc import Iterator

import jinja2

from ..ir.binding import KEY_FUNCTIONS, Binding
from ..ir.expr import free_name
from ..plan.naming import own_names
from ..plan.plan import KernelPlan, Plan
from ..plan.planner import KEY_VALUES
from .calls import Calls, call, table_row
from .formatting import Pieces
from .indent import indented
from .places import TABLE, placed, with_places
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
    joined,
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
KERNELS = "Kernels: tasks that run together, element by element"
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
        calls = Calls(plan.kernels, self.spelled)
        # The source's own lines have the empty name.
        self.files = ["", *other_files(plan.code)]
        marked = (with_places(each, self.files) for each in plan.code)
        self.code = [calls.code(each) for each in marked]

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
            sections=list(self.sections()),
            others=shown_files(plan.code),
            guests=[self.guest(*guest) for guest in plan.guests],
            runtime=self.runtime.text if self.inline else "",
            text_name=free_name("FLOWC_RUNTIME", plan.taken),
            places=TABLE,
            places_name=free_name("FLOWC_LINES", plan.taken),
        )
        files = [plan.source, *self.files[1:]]
        return placed(tidied(script), files)

    def sections(self) -> Iterator[tuple[str, str]]:
        """The program's statements with a title for each file, and the kernels in front
        of the statements that call them first."""
        start, seen = 0, set[str]()
        places = sorted({kernel.place for kernel in self.plan.kernels})
        for place in [*places, len(self.code)]:
            for file, text in sections(self.code[start:place], self.plan.source):
                word = "goes on" if file in seen else "stands"
                seen.add(file)
                yield f"{file}, as it {word}", text
            own = [self.kernel(k) for k in self.plan.kernels if k.place == place]
            if own:
                yield KERNELS, "\n\n\n".join(each.strip("\n") for each in own)
            start = place

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

    def guest(self, function: str, plan: Plan) -> str:
        """A flow of another file: its code as the inside of a function of its own."""
        bound = "\n".join(
            map(
                self.bound, (b for b in plan.bindings if b.name != self.spelled(b.text))
            )
        )
        calls = Calls((), self.spelled)
        parts = [bound, joined(map(calls.code, plan.code))]
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
