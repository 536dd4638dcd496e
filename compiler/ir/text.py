"""The IR as text: what `flowc graph` prints, and what goldens compare.

One line per item of the region, in its order; `%3` is the node with the number 3, what
a loop, a condition or a function holds stands under its first line:

    %1 constant [1, 2] ; line 8
    for table in tables: ; line 9
      %3 "add" : 2 = call add(x: each %1, y: 5) after %2 [max_retries=2] ; line 10, sums
"""

from collections.abc import Iterator

from .code import Code
from .flow import Carried, Constant, Data, Flow, Kernel, Node, Region, TaskCall
from .labels import given, named, one_line, quoted, slug, verb

_INDENT = "  "


def text(flow: Flow) -> str:
    """The whole flow, section by section; empty sections are left out."""
    head = [f"flow {named(flow)} as {flow.variable} ; line {flow.span.line}"]
    head += [
        f"left to the script: {each.reason}"
        + (f" ; line {each.span.line}" if each.span else "")
        for each in flow.left
    ]
    sections = [head, list(_region(flow.region, _INDENT)), list(_kernels(flow))]
    sections += [list(_apart(flow)), list(_code(flow))]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _region(region: Region, indent: str) -> Iterator[str]:
    for item in region.items:
        if isinstance(item, Region):
            line = f" ; line {item.span.line}" if item.span else ""
            yield f"{indent}{one_line(item.head)}{line}"
            yield from _region(item, indent + _INDENT)
        elif isinstance(item, Carried):
            yield from (f"{indent[2:]}{line}" for line in _carried(item))
        else:
            yield f"{indent[2:]}{node_line(item)}"


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
    return ", ".join(f"%{number} {slug(flow.nodes[number])}" for number in kernel.nodes)


def _apart(flow: Flow) -> Iterator[str]:
    for each in flow.unfused:
        names = (f"%{n} {slug(flow.nodes[n])}" for n in (each.source, each.node))
        yield f"not fused: {' with '.join(names)}: {each.reason}"


def _code(flow: Flow) -> Iterator[str]:
    """The names that the script takes over from around the flow, by their kind."""
    for code in flow.code:
        yield f"{code.kind.value}: {_binds(code)} ; line {code.line}"


def _binds(code: Code) -> str:
    return ", ".join(code.binds) or quoted(code.text.strip().partition("\n")[0])
