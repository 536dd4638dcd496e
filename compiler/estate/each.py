"""Compiles each flow of a source by itself: none hides what is wrong with another."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Diagnostic, diagnose, has_errors, in_order
from ..driver import Options, link_source, script_of
from ..frontend.choose import choose
from ..frontend.findings import Findings
from ..frontend.flows import Building, lower_flow
from ..frontend.read import read_module
from ..frontend.recipes import Recipe, name_of, own_recipes_of
from ..ir.flow import LeftOpen
from ..passes import run_passes
from ..source import Source, SourceError


@dataclass(frozen=True)
class FoundFlow:
    """A flow of a source, what is said of it, and what its script needs.

    `left` are the places whose calls are not lowered, with why. What is wrong with the
    whole source has no `flow`.
    """

    diagnostics: tuple[Diagnostic, ...]
    flow: str = ""
    variable: str = ""
    needs: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def each_flow(source: Source, options: Options) -> Iterator[FoundFlow]:
    """Every flow of a source, as `compile_source` would compile it alone.

    A source without flows, or one that can't be read to its end, gives one answer. A
    bug of flowc's is an answer too.
    """
    try:
        source, said = link_source(source, options)
        module, findings = read_module(source)
        findings.found += said
        recipes = own_recipes_of(module) or choose(module, None, True, findings)
    except SourceError as problem:
        yield FoundFlow(problem.diagnostics)
        return
    except Exception as problem:
        yield FoundFlow((bug(problem),))
        return
    building = Building(module)
    for recipe in recipes:
        yield _found(building, recipe, findings, source, options)
    if not recipes:
        yield FoundFlow(in_order(findings.found))


def bug(problem: Exception) -> Diagnostic:
    """A bug of flowc's as a diagnostic."""
    words = " ".join(f"{type(problem).__name__}: {problem}".split())
    return diagnose("FLC999", f"flowc has a bug: {words[:300]}")


def _found(
    building: Building,
    recipe: Recipe,
    findings: Findings,
    source: Source,
    options: Options,
) -> FoundFlow:
    own = findings.fork()
    own.found += findings.found
    name = name_of(recipe) or recipe.variable
    try:
        flow = lower_flow(building, recipe, own)
        said = in_order(own.found)
        if has_errors(said):
            return FoundFlow(said, name, recipe.variable)
        script = script_of(run_passes(flow), source, options)
    except Exception as problem:
        said = in_order([bug(problem), *own.found])
        return FoundFlow(said, name, recipe.variable)
    left = tuple(map(_told, flow.left))
    return FoundFlow(said, script.flow, recipe.variable, script.needs, left)


def _told(place: LeftOpen) -> str:
    span = place.span
    return f"{span.file}:{span.line}: {place.reason}" if span else place.reason
