"""The whole compiler on one screen: from a source to its scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from .diagnostics import Diagnostic, diagnose, has_errors, in_order
from .emit.bound import lost_names
from .emit.runtime_text import runtime_module
from .emit.script import emit
from .emit.seal import seal, seal_runtime
from .frontend.choose import choose
from .frontend.flows import Building, lower_flow
from .frontend.guests import read_guests
from .frontend.read import read_module
from .ir.flow import Flow
from .mistakes import mistakes_in
from .passes import notes_of, run_passes
from .plan.needs import needs_of
from .plan.planner import make_plan
from .project.link import linked
from .project.locate import Locator
from .project.roots import folders_of_project, roots_of
from .source import Source, SourceError


@dataclass(frozen=True)
class Options:
    """What a caller may ask for: which flows, and how scripts get the runtime.

    `others` are files with flows that those of the source start, `source_roots` the
    folders where the project's modules are looked for before any other. `fuse` tells
    whether maps over the same elements may share their nodes.
    """

    flow: str | None = None
    all_flows: bool = False
    runtime: str = "inline"
    others: tuple[Source, ...] = ()
    source_roots: tuple[Path, ...] = ()
    fuse: bool = True


@dataclass(frozen=True)
class Script:
    """A finished script: the flow's name and variable, and the text.

    `needs` are the packages that have to be installed where it runs, besides Dask.
    The runtime that scripts share has no flow.
    """

    flow: str
    variable: str
    text: str
    needs: tuple[str, ...] = ()


def runtime_script() -> Script:
    """Return the runtime that scripts share, as the text of a file beside them."""
    return Script("", "", seal_runtime(runtime_module().text))


@dataclass(frozen=True)
class Result:
    """What came of a source: diagnostics, and scripts where none is an error.

    `texts` are those of the other files that diagnostics may be about.
    """

    diagnostics: tuple[Diagnostic, ...]
    scripts: tuple[Script, ...] = ()
    flows: tuple[Flow, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def compile_source(source: Source, options: Options) -> Result:
    """Compile the chosen flows of a source. Mistakes come back as diagnostics."""
    link = partial(link_source, options=options)
    try:
        source, said = link(source)
        module, findings = read_module(source)
        findings.found += said
        guests = read_guests(options.others, link, findings)
    except SourceError as error:
        return Result(error.diagnostics)
    module = guests.known_to(module)
    recipes = choose(module, options.flow, options.all_flows, findings)
    building = Building(module)
    lowered = (lower_flow(building, recipe, findings) for recipe in recipes)
    flows = tuple(guests.joined_to(flow, module) for flow in lowered)
    diagnostics = in_order(tuple(findings.found))
    if has_errors(diagnostics):
        return Result(diagnostics, texts=source.texts)
    flows = tuple(run_passes(flow, fused=options.fuse) for flow in flows)
    diagnostics = in_order((*diagnostics, *(n for f in flows for n in notes_of(f))))
    scripts = tuple(script_of(flow, source, options) for flow in flows)
    lost = {name for s in scripts for name in lost_names(s.text, source.text)}
    if lost:
        message = f"the script would lack {', '.join(sorted(lost))}: a bug of flowc"
        return Result((*diagnostics, diagnose("FLC906", message, None)))
    return Result(diagnostics, scripts, flows, source.texts)


def link_source(source: Source, options: Options) -> tuple[Source, list[Diagnostic]]:
    """The source with what it uses of its project's other modules, as one text, and
    what is wrong with it."""
    roots = roots_of(source.path, options.source_roots)
    project = folders_of_project(source.path, options.source_roots)
    found = linked(source, Locator(roots, project))
    mistakes = mistakes_in(found.source, found.unbound)
    return found.source, [*source.remarks, *found.diagnostics, *mistakes]


def script_of(flow: Flow, source: Source, options: Options) -> Script:
    """Plan and emit one flow, and seal the script with its header."""
    plan = make_plan(flow, source.name)
    name = flow.name.value if isinstance(flow.name.value, str) else flow.name.text
    words = ["--runtime", options.runtime] if options.runtime != "inline" else []
    if options.flow or options.all_flows:
        words += ["--flow", flow.variable]
    for root in options.source_roots:
        words += ["--source-root", root.name if root.is_absolute() else str(root)]
    for other in options.others if flow.guests else ():
        words += ["--with", other.name]
    words += [] if options.fuse else ["--no-fuse"]
    needs = needs_of(plan) + (("flowc",) if options.runtime == "import" else ())
    text = seal(
        emit(plan, options.runtime),
        source_name=source.name,
        source_sha256=source.sha256,
        flow=name,
        options=words,
        needs=needs,
    )
    return Script(name, flow.variable, text, needs)
