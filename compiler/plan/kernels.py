"""Plans the kernels: the parameters of each fused function and its steps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..ir.code import Code
from ..ir.flow import Data, Edge, Flow, Node, Order, Ref, TaskCall
from ..ir.holes import without_holes
from .naming import Variables, own_names
from .plan import GeneratedNames, KernelInput, KernelPlan, KernelStep

LONGEST_NAME = 40


def kernel_plans(
    flow: Flow, code: Sequence[Code], names: GeneratedNames
) -> Iterator[KernelPlan]:
    """The kernels of a flow. Each stands before the first statement that may call it,
    behind its tasks."""
    own = {name for each in code for name in each.binds}
    functions = Variables({*flow.spoken, *own, *own_names(names)})
    defined = {
        n: at for at, each in enumerate(code) for n in each.binds if each.defines
    }
    for kernel in flow.kernels:
        members = [flow.nodes[number] for number in kernel.nodes]
        plan = _planned(members, functions)
        called = place_of(members[-1], code)
        behind = [defined[step.function] + 1 for step in plan.steps]
        place = max(called, *behind)
        while place < len(code) and _only_defines(code[place]):
            place += 1
        yield replace(plan, place=place)


def _only_defines(code: Code) -> bool:
    """Whether a statement is a function, and so runs nothing of its body."""
    return code.defines and without_holes(code.text).lstrip().startswith("def ")


def place_of(node: Node, code: Sequence[Code]) -> int:
    """The number of the statement that a node is called in."""
    mark = f"\0c{node.number}:"
    return next(at for at, each in enumerate(code) if mark in each.text)


def _planned(members: Sequence[Node], functions: Variables) -> KernelPlan:
    variables = Variables(map(_function, members))
    words = {m.number: m.variable or _function(m) for m in members}
    results = {number: variables.new(word) for number, word in words.items()}
    inputs: list[tuple[bool, KernelInput]] = []
    given_by: dict[Edge, str] = {}
    steps = []
    for member in members:
        assert isinstance(member.action, TaskCall)
        given: dict[str, str] = {}
        several = Counter(edge.kind for edge in member.edges)
        for edge in member.edges:
            assert isinstance(edge.kind, Data)
            if edge.kind.key in given:
                continue  # another result that the argument may be
            # What several tasks get of one result comes in once.
            source = replace(edge, kind=Order())
            name = _inner(edge, results) or given_by.get(source)
            if name is None:
                name = variables.new(edge.kind.key)
                known = KernelInput(name, member.number, edge.kind.key)
                inputs.append((edge.each, known))
                if isinstance(edge.source, Ref) and several[edge.kind] == 1:
                    given_by[source] = name
            given[edge.kind.key] = name
        action, result = member.action, results[member.number]
        inputs_of = tuple(given.items())
        step = KernelStep(action.function, inputs_of, result, action.parameters)
        steps.append(step)
    # By position, the mapped ones first: the fastest call that there is.
    inputs.sort(key=lambda item: not item[0])
    function = functions.new(kernel_name(list(words.values())))
    nodes = tuple(results)
    return KernelPlan(function, tuple(i for _, i in inputs), tuple(steps), nodes)


def _function(node: Node) -> str:
    assert isinstance(node.action, TaskCall)
    return node.action.function


def _inner(edge: Edge, results: dict[int, str]) -> str | None:
    """The result of an earlier step that an edge reads, if it is in the kernel."""
    if isinstance(edge.source, Ref) and edge.each:
        return results.get(edge.source.node)
    return None


def kernel_name(results: list[str]) -> str:
    """The results' names in a row; only the first and last of many."""
    name = "_".join(results)
    return name if len(name) <= LONGEST_NAME else f"{results[0]}_to_{results[-1]}"
