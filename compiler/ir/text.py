"""The IR as text: what `flowc graph` prints, and what goldens compare.

One line per item of the region, in its order; `%3` is the node with the number 3:

    %1 constant [1, 2] ; line 8
    %3 "add-1" : 2 = call add(x: each %1, y: 5) after %2 [max_retries=2] ; line 9, sums
"""

from collections.abc import Iterator

from .code import Code
from .flow import Carried, Constant, Data, Flow, Kernel, Node, TaskCall
from .labels import given, named, one_line, quoted, slug, verb


def text(flow: Flow) -> str:
    """The whole flow, section by section; empty sections are left out."""
    head = f"flow {named(flow)} as {flow.variable} ; line {flow.span.line}"
    if flow.recorded:
        head += f"\nbuilt by its own Python: {flow.recorded.reason}"
    sections = [[head], list(_region(flow)), list(_kernels(flow)), list(_apart(flow))]
    sections += [list(_reference(flow)), list(_code(flow))]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _region(flow: Flow) -> Iterator[str]:
    for item in flow.region.items:
        yield from _carried(item) if isinstance(item, Carried) else [node_line(item)]


def _carried(item: Carried) -> Iterator[str]:
    """A build-time statement; its further lines under the first."""
    first, *others = item.text.strip("\n").split("\n")
    yield f"  python {one_line(first)} ; line {item.span.line}"
    for line in others:
        indent = line[: len(line) - len(line.lstrip())]
        yield f"  |      {indent.expandtabs()}{one_line(line)}".rstrip()


def node_line(node: Node) -> str:
    """A node: number, slug, extent, action, edges, policy, its line and its variable.

    The name of a constant's slug is its value's repr: the script makes it.
    """
    if isinstance(node.action, Constant):
        return f"  %{node.number} {verb(node.action)} ; line {node.span.line}"
    waits = [given(edge) for edge in node.edges if not isinstance(edge.kind, Data)]
    after = f" after {', '.join(waits)}" if waits else ""
    own = f", {node.variable}" if node.variable else ""
    return (
        f"  %{node.number} {slug(node)} : {node.extent} = {_action(node)}{after}"
        f"{_policy(node)} ; line {node.span.line}{own}"
    )


def _action(node: Node) -> str:
    data = [given(edge) for edge in node.edges if isinstance(edge.kind, Data)]
    called = data or isinstance(node.action, TaskCall)
    return f"{verb(node.action)}({', '.join(data)})" if called else verb(node.action)


def _policy(node: Node) -> str:
    items = [f"{key}={one_line(value.text)}" for key, value in node.policy.items]
    return f" [{', '.join(items)}]" if items else ""


def _kernels(flow: Flow) -> Iterator[str]:
    for number, kernel in enumerate(flow.kernels, 1):
        yield f"kernel {number}: {_members(flow, kernel)}"


def _members(flow: Flow, kernel: Kernel) -> str:
    return ", ".join(f"%{number} {slug(flow.node(number))}" for number in kernel.nodes)


def _reference(flow: Flow) -> Iterator[str]:
    if flow.reference:
        chosen = ", ".join(f"%{n} {slug(flow.node(n))}" for n in flow.reference)
        yield f"reference tasks: {chosen}"


def _apart(flow: Flow) -> Iterator[str]:
    for number, reason in flow.unfused:
        yield f"not fused: %{number} {slug(flow.node(number))}: {reason}"


def _code(flow: Flow) -> Iterator[str]:
    """The names that the script takes over from around the flow, by their kind."""
    for code in flow.code:
        yield f"{code.kind.value}: {_binds(code)} ; line {code.line}"


def _binds(code: Code) -> str:
    return ", ".join(code.binds) or quoted(code.text.strip().partition("\n")[0])
