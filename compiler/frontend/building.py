"""Chooses the statements that build a flow, out of the scope that it is made in."""

from collections.abc import Collection, Iterator
from functools import lru_cache

import libcst as cst

from .names import Names, dotted
from .recipes import Line, Recipe
from .settled import Settled
from .slices import changed_in
from .syntax import ANSWERS, body_of, bound_in, names_in, simple_statements
from .walking import look

# What is set of a flow, or called, and does not change its tasks.
_SETTINGS = frozenset({"schedule", "executor", "storage", "run_config", "environment"})
_METHODS = frozenset(
    {
        "run",
        "register",
        "deploy",
        "visualize",
        "validate",
        "serialize",
        "serialized_hash",
        "save",
        "run_agent",
        "diagnostics",
    }
)
# What a flow holds that scripts have no use for, its methods neither.
_UNUSED = frozenset({"storage", "run_config", "environment"})


def is_run(line: Line, flow: str) -> bool:
    """Whether a statement runs the flow somewhere."""
    finder = _Methods(flow)
    look(line, finder)
    return "run" in finder.found


def calls_setting(line: Line, flow: str) -> bool:
    """Whether a statement calls something of the flow that leaves its tasks alone."""
    finder = _Methods(flow)
    look(line, finder)
    return bool(finder.found & (_METHODS | _UNUSED))


def is_setting(line: Line, flow: str) -> bool:
    """Whether a statement sets or calls something of the flow that is not its tasks."""
    if calls_setting(line, flow):
        return True
    if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
        line = line.body[0]
    if not isinstance(line, cst.Assign):
        return False
    parts = dotted(line.targets[0].target).split(".")
    return len(parts) > 1 and parts[0] == flow and parts[1] in _SETTINGS


def sets_run(line: Line, flow: str) -> bool:
    """Whether a statement gives the flow its schedule or executor somewhere inside."""
    finder = _Attributes(flow)
    look(line, finder)
    return bool(finder.found & {"schedule", "executor"})


class _Attributes(cst.CSTVisitor):
    """Collects the attributes of the flow that some code gives a value."""

    def __init__(self, flow: str) -> None:
        self.flow = flow
        self.found: set[str] = set()

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        parts = [node.target]
        if isinstance(node.target, (cst.Tuple, cst.List)):
            parts = [element.value for element in node.target.elements]  # type: ignore[misc]
        for part in parts:
            if isinstance(part, cst.Attribute) and dotted(part.value) == self.flow:
                self.found.add(part.attr.value)


class _Methods(cst.CSTVisitor):
    """Collects the methods of the flow that some code calls; of what it holds unused,
    as in `flow.storage.build()`, the holder."""

    def __init__(self, flow: str) -> None:
        self.flow = flow
        self.found: set[str] = set()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        return False

    def visit_Call(self, node: cst.Call) -> None:
        home, *names = dotted(node.func).split(".")
        if home == self.flow and names and (len(names) == 1 or names[0] in _UNUSED):
            self.found.add(names[0])


def building_lines(
    recipe: Recipe, carried: frozenset[str], beside: Collection[str] = ()
) -> list[Line]:
    """The statements that build a flow, in their order; and those that make of it the
    flows `beside` it that the script needs as well.

    Those are the one that makes it, those behind it that are about the flow or its
    tasks, up to the first that runs it, and whatever these read that nothing of
    `carried`, the names of module level, gives them.
    """
    chosen = {recipe.place, *_about(recipe, beside)}
    needed = _needed(recipe, chosen) - carried
    for place in reversed(range(max(chosen))):
        line = recipe.lines[place]
        if place in chosen or (recipe.function is None and _defines(line)):
            continue
        if _gives(line, needed, recipe):
            chosen.add(place)
            needed |= names_in(line).keys() - carried
    return [recipe.lines[place] for place in sorted(chosen)]


def _gives(line: Line, needed: set[str], recipe: Recipe) -> bool:
    """Whether a statement makes, changes or adds to something that is needed."""
    binds = set(bound_in(line)) | changed_in(line)
    others = names_in(line).keys() & recipe.others & needed
    if any(is_run(line, other) or calls_setting(line, other) for other in others):
        return False
    return bool(binds & needed) or bool(others)


def _defines(line: Line) -> bool:
    return isinstance(line, (cst.FunctionDef, cst.ClassDef))


def _needed(recipe: Recipe, chosen: set[int]) -> set[str]:
    """The names that the chosen statements read, settings of the flow aside."""
    lines = (recipe.lines[place].visit(Settled(recipe)) for place in chosen)
    return {
        name
        for line in lines
        if isinstance(line, cst.CSTNode)
        for name in names_in(line)
    }


def _about(recipe: Recipe, beside: Collection[str]) -> Iterator[int]:
    """The statements behind the making that are about the flow or its results."""
    flow, others = recipe.variable, recipe.others.difference(beside)
    subjects = {flow, *bound_in(recipe.lines[recipe.place])}
    runners = {
        line.name.value
        for line in recipe.lines
        if isinstance(line, cst.FunctionDef) and _runs_something(line)
    }
    for place in range(recipe.place + 1, len(recipe.lines)):
        line = recipe.lines[place]
        if is_run(line, flow) or _made_anew(line, flow):
            return
        if not _defines(line) and runners & names_in(line).keys():
            return
        if _defines(line) or isinstance(line, cst.Return):
            continue
        if is_setting(line, flow) or others & set(bound_in(line)):
            continue  # what makes another flow may read this one's name
        if not subjects & _read_in(line):
            subjects -= set(bound_in(line))
            continue
        subjects |= set(bound_in(line))
        yield place


def _read_in(line: Line) -> set[str]:
    """The names that a statement reads: not those that it only gives a value."""
    if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1:
        line = line.body[0]
    if isinstance(line, cst.Assign):
        plain = [t.target for t in line.targets if isinstance(t.target, cst.Name)]
        if len(plain) == len(line.targets):
            return set(names_in(line.value))
    return set(names_in(line))


@lru_cache(maxsize=ANSWERS)
def changes_given(function: cst.FunctionDef) -> bool:
    """Whether a function does more with a flow that it is given than run, register or
    store it."""
    names = {param.name.value for param in function.params.params}
    lines = [n for n in simple_statements(body_of(function)) if names & {*names_in(n)}]
    return not _runs_something(function) and not all(
        isinstance(line, cst.Return) or any(_leaves(line, name) for name in names)
        for line in lines
    )


def _leaves(line: Line, flow: str) -> bool:
    """Whether a statement leaves alone what a script knows of the flow."""
    return is_setting(line, flow) and not sets_run(line, flow)


@lru_cache(maxsize=ANSWERS)
def _runs_something(function: cst.FunctionDef) -> bool:
    """Whether a function runs what it is given: `def go(f): return f.run()`."""
    names = {param.name.value for param in function.params.params}
    return any(is_run(function.body, name) for name in names)


def _made_anew(line: Line, flow: str) -> bool:
    """Whether a statement gives the flow's variable to another flow: not where a
    function changes it and gives it back, `flow = with_defaults(flow)`."""
    if isinstance(line, cst.With):
        return any(
            item.asname is not None
            and dotted(item.asname.name) == flow
            and isinstance(item.item, cst.Call)
            for item in line.items
        )
    return flow in bound_in(line) and (
        flow not in _read_in(line) or _copies(line, flow)
    )


def _copies(line: Line, flow: str) -> bool:
    """Whether a statement makes a flow of its own: `flow = flow.copy()`."""
    value = next((part.value for part in _assignments(line)), None)
    name = dotted(value.func) if isinstance(value, cst.Call) else ""
    return name == f"{flow}.copy" or name.rpartition(".")[2] == "deepcopy"


def _assignments(line: Line) -> Iterator[cst.Assign]:
    return (p for p in simple_statements([line]) if isinstance(p, cst.Assign))


def uses_only_settings(line: Line, names: Names) -> bool:
    """Whether a statement uses of prefect only schedules, executors, storage."""
    homes = (
        "prefect.schedules",
        "prefect.executors",
        "prefect.engine.executors",
        "prefect.storage",
        "prefect.environments",
        "prefect.run_configs",
        "prefect.config",
        "prefect.client",
        "prefect.Client",
    )
    found = [names.paths[name] for name in names_in(line) if name in names.paths]
    return bool(found) and all(path.startswith(homes) for path in found)
