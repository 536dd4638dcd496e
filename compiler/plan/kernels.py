"""Plans the kernels: the parameters of each fused function and its steps."""

from collections.abc import Iterable

from ..ir.flow import (
    Collection,
    Compare,
    Data,
    Edge,
    Flow,
    Kernel,
    Merge,
    Node,
    Ref,
    TaskCall,
)
from .naming import Variables, own_names
from .plan import GeneratedNames, KernelPlan, KernelStep, SlugPlan, Task

LONGEST_NAME = 40


class KernelPlanner:
    """Names the kernels of a flow and what goes in and out of them."""

    def __init__(self, flow: Flow, names: GeneratedNames, taken: Iterable[str]) -> None:
        self.nodes = {node.number: node for node in flow.region.nodes()}
        self.by_node = {n: kernel for kernel in flow.kernels for n in kernel.nodes}
        own = {name for code in flow.code for name in code.binds}
        self.functions = Variables({*taken, *own, *own_names(names)})
        self.plans: dict[int, KernelPlan] = {}

    def of(self, number: int) -> Kernel | None:
        """The kernel that a node is part of."""
        return self.by_node.get(number)

    def plan(self, number: int) -> tuple[KernelPlan, list[tuple[str, Edge]]]:
        """The plan of a node's kernel, and the edges into it by parameter."""
        members = [self.nodes[member] for member in self.by_node[number].nodes]
        called = [m.action.function for m in members if isinstance(m.action, TaskCall)]
        variables = Variables(called)
        results = {m.number: variables.new(m.label) for m in members}
        inputs: list[tuple[str, Edge]] = []
        steps = []
        for member in members:
            given = []
            for edge in member.edges:
                assert isinstance(edge.kind, Data)
                name = self.inner(edge, results)
                if name is None:
                    name = variables.new(edge.kind.key)
                    inputs.append((name, edge))
                given.append((edge.kind.key, name))
            result = results[member.number]
            steps.append(KernelStep(task_of(member), tuple(given), result))
        # By position, the mapped ones first: the fastest call that there is.
        inputs.sort(key=lambda item: not item[1].each)
        parameters = tuple(name for name, _ in inputs)
        function = self.functions.new(kernel_name(list(results.values())))
        plan = KernelPlan(function, parameters, tuple(steps))
        self.plans[number] = plan
        return plan, inputs

    @staticmethod
    def inner(edge: Edge, results: dict[int, str]) -> str | None:
        """The result of an earlier step that an edge reads, if it is in the kernel."""
        if isinstance(edge.source, Ref) and edge.each:
            return results.get(edge.source.node)
        return None


def kernel_name(results: list[str]) -> str:
    """The results' names in a row; only the first and last of many."""
    name = "_".join(results)
    return name if len(name) <= LONGEST_NAME else f"{results[0]}_to_{results[-1]}"


def task_of(node: Node) -> Task:
    """A node's task as the script names it."""
    slug = SlugPlan(node.slug.text, node.slug.name, node.slug.tags)
    match node.action:
        case TaskCall(function=function, parameters=parameters):
            policy = node.policy.items
            return Task(slug, function, policy, parameters=parameters)
        case Collection(kind=kind):
            return Task(slug, kind, method="collection")
        case Compare(value=value):
            return Task(slug, value.text, method="case")
        case Merge():
            return Task(slug, "", node.policy.items, method="merge")
    raise TypeError(node.action)
